using Sweep.Client.Backends;
using Sweep.Model.Configuration;

namespace Sweep.Silo.Workbench;

/// <summary>Sums up how the time of steps is spent, over threads and runs.</summary>
internal sealed class StepTimes
{
    private readonly Dictionary<StepPhase, TimeSpan> _times = Enum.GetValues<StepPhase>().ToDictionary(phase => phase, _ => TimeSpan.Zero);
    private TimeSpan _all;

    /// <param name="clock">The times that a thread's steps marked.</param>
    /// <param name="elapsed">The total time of these steps.</param>
    public void Add(StepClock clock, TimeSpan elapsed)
    {
        foreach (var phase in _times.Keys)
        {
            _times[phase] += clock.Of(phase);
        }

        _all += elapsed;
    }

    /// <summary>Each part's share of the whole. The rest is time that was marked for no part.</summary>
    public StepShares Shares()
    {
        var rest = _times.Values.Aggregate(_all, (left, part) => left - part);
        return new(
            Of(StepPhase.Batch),
            Of(StepPhase.Forward),
            Of(StepPhase.Loss),
            Of(StepPhase.Backward),
            Of(StepPhase.Update),
            Of(StepPhase.Summaries),
            rest / _all);

        double Of(StepPhase phase) => _times[phase] / _all;
    }
}
