using Sweep.Grains.Storage;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Scheduling;

/// <summary>
/// Measures how long trials waited: since their sweep has had waiting trials (it was submitted, resumed or extended), or since their
/// previous attempt ended, whichever is later. The time at which a single trial began to wait is not stored. So if a trial was retried by
/// hand, resumed alone or added while others of its sweep waited, its measured time is too long. Used from one grain, so by one caller at a
/// time.
/// </summary>
/// <param name="clock">The clock of the database.</param>
internal sealed class WaitingTimes(QueueMetrics metrics, TimeProvider clock)
{
    private readonly Dictionary<Guid, DateTimeOffset> _since = [];
    private DateTimeOffset _looked = DateTimeOffset.MinValue;

    /// <summary>Updates the running sweeps. If a sweep was missing at the last look, it has been submitted or resumed since.</summary>
    public void Look(IReadOnlyList<WaitingSweep> sweeps)
    {
        var now = clock.GetUtcNow();
        foreach (var gone in _since.Keys.Except(sweeps.Select(sweep => sweep.Id)).ToList()) { _since.Remove(gone); }
        foreach (var sweep in sweeps) { _since.TryAdd(sweep.Id, sweep.CreatedAt > _looked ? sweep.CreatedAt : now); }
        _looked = now;
    }

    /// <summary>Records that no trial of the sweep waits, so later trials have not waited until now.</summary>
    public void RanDry(Guid sweep) => _since.Remove(sweep);

    /// <summary>Records that a slot has got a trial.</summary>
    public void Served(TrialAssignment assignment)
    {
        var now = clock.GetUtcNow();
        var since = _since.GetValueOrDefault(assignment.Trial.SweepId, now);
        metrics.Waited(now - (assignment.WaitingSince is { } ended && ended > since ? ended : since));
    }
}
