using System.Diagnostics;

namespace Sweep.Model.Configuration;

/// <summary>The parts of a step, in their order.</summary>
public enum StepPhase
{
    /// <summary>Windows, negatives, and the rows that they touch.</summary>
    Batch,

    /// <summary>From the words to the hidden layer's outputs.</summary>
    Forward,

    /// <summary>Loss and its gradients by the hidden layer's outputs and by the output rows.</summary>
    Loss,

    /// <summary>From there to the gradients of all weights.</summary>
    Backward,

    /// <summary>Norm, clipping, and the optimizer's rule.</summary>
    Update,

    /// <summary>Histograms, points, and whatever else is told about the step.</summary>
    Summaries,
}

/// <summary>Where the time of steps goes: each part's end is marked, and what passed since the mark before it is that part's. Of one thread.</summary>
public sealed class StepClock
{
    private readonly long[] _ticks = new long[Enum.GetValues<StepPhase>().Length];
    private long _last = Stopwatch.GetTimestamp();

    /// <summary>What passes from the mark before it till now belongs to no part.</summary>
    public void Skip() => _last = Stopwatch.GetTimestamp();

    /// <summary>A part has ended.</summary>
    public void Mark(StepPhase phase)
    {
        var now = Stopwatch.GetTimestamp();
        _ticks[(int)phase] += now - _last;
        _last = now;
    }

    /// <summary>A part's time over all steps so far.</summary>
    public TimeSpan Of(StepPhase phase) => Stopwatch.GetElapsedTime(0, _ticks[(int)phase]);

    /// <summary>Forgets all that was measured.</summary>
    public void Restart()
    {
        Array.Clear(_ticks);
        Skip();
    }
}
