using Sweep.Grains.Storage;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Scheduling;

/// <summary>
/// Measures how long trials waited: since their sweep has had trials that wait (it was submitted, resumed or extended), or since their attempt before ended, whichever
/// is later. When a single trial began to wait is not known: one that was retried by hand, resumed alone or added while others of its sweep waited counts from
/// before that. Used from one grain, so by one caller at a time.
/// </summary>
/// <param name="clock">The database's.</param>
internal sealed class WaitingTimes(QueueMetrics metrics, TimeProvider clock)
{
    private readonly Dictionary<Guid, DateTimeOffset> _since = [];
    private DateTimeOffset _looked = DateTimeOffset.MinValue;

    /// <summary>These sweeps run now. One that did not at the last look was submitted since, or else has just been set going again.</summary>
    public void Look(IReadOnlyList<WaitingSweep> sweeps)
    {
        var now = clock.GetUtcNow();
        foreach (var gone in _since.Keys.Except(sweeps.Select(sweep => sweep.Id)).ToList()) { _since.Remove(gone); }
        foreach (var sweep in sweeps) { _since.TryAdd(sweep.Id, sweep.CreatedAt > _looked ? sweep.CreatedAt : now); }
        _looked = now;
    }

    /// <summary>No trial of the sweep waits: what comes later has not waited till now.</summary>
    public void RanDry(Guid sweep) => _since.Remove(sweep);

    /// <summary>A slot has got a trial.</summary>
    public void Served(TrialAssignment assignment)
    {
        var now = clock.GetUtcNow();
        var since = _since.GetValueOrDefault(assignment.Trial.SweepId, now);
        metrics.Waited(now - (assignment.WaitingSince is { } ended && ended > since ? ended : since));
    }
}
