using System.Diagnostics;

namespace Sweep.Model.Configuration;

/// <summary>The phases of a step, in order.</summary>
public enum StepPhase
{
    /// <summary>Makes the windows, draws the negatives and finds the rows that they touch.</summary>
    Batch,

    /// <summary>Computes from the words to the hidden layer's outputs.</summary>
    Forward,

    /// <summary>Computes the loss and its gradients with respect to the hidden layer's outputs and the output rows.</summary>
    Loss,

    /// <summary>Computes the gradients of all weights from these.</summary>
    Backward,

    /// <summary>Computes the norm, clips, and applies the optimizer's rule.</summary>
    Update,

    /// <summary>Makes histograms, points, and whatever else is reported about the step.</summary>
    Summaries,
}

/// <summary>
/// Measures how much time each phase of a step takes. The caller marks the end of each phase, and the time since the mark before counts
/// for it. Used by one thread.
/// </summary>
public sealed class StepClock
{
    private readonly long[] _ticks = new long[Enum.GetValues<StepPhase>().Length];
    private long _last = Stopwatch.GetTimestamp();

    /// <summary>Leaves out the time since the last mark.</summary>
    public void Skip() => _last = Stopwatch.GetTimestamp();

    /// <summary>Marks the end of a phase.</summary>
    public void Mark(StepPhase phase)
    {
        var now = Stopwatch.GetTimestamp();
        _ticks[(int)phase] += now - _last;
        _last = now;
    }

    /// <summary>The time of a phase over all steps so far.</summary>
    public TimeSpan Of(StepPhase phase) => Stopwatch.GetElapsedTime(0, _ticks[(int)phase]);

    /// <summary>Sets all times back to zero.</summary>
    public void Restart()
    {
        Array.Clear(_ticks);
        Skip();
    }
}
