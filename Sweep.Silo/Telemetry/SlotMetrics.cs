using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Sweep.Grains.Telemetry;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Telemetry;

/// <summary>
/// Metrics of this silo's slots, and gauges of the attempts that run in it now. Only the gauges of a trial's progress and objective have
/// trials as labels. They have as many series as slots train, and when an attempt ends, its series is gone at the next scrape.
/// </summary>
internal sealed class SlotMetrics
{
    private readonly ConcurrentDictionary<AttemptGauges, bool> _running = new();
    private readonly SlotPlan _plan;
    private readonly SlotSeconds _seconds;
    private readonly Counter<long> _merged;

    public SlotMetrics(IMeterFactory factory, SlotPlan plan)
    {
        _plan = plan;
        var meter = factory.Create("Sweep.Slots");
        meter.CreateObservableGauge(
            "sweep.slots", ObserveSlots, "{slot}", "Slots of this silo, by whether they train or wait for a trial.");
        meter.CreateObservableGauge(
            "sweep.reports.waiting",
            () => _running.Keys.Sum(attempt => attempt.Waiting),
            "{point}",
            "Points of running trials that the database does not have yet.");
        _seconds = new(meter);
        _merged = meter.CreateZeroCounter(
            "sweep.points.merged", "{point}", "Points that were merged into others, because too many waited for the database.");
        meter.CreateObservableGauge("sweep.trial.progress.ratio", ObserveProgress, "1", "How far a trial that runs here is, from 0 to 1.");
        meter.CreateObservableGauge(
            "sweep.trial.objective", ObserveObjective, null, "The objective's newest value of a trial that runs here.");
    }

    /// <summary>Returns a new slot's clock, which starts now.</summary>
    public SlotClock Clock(TimeProvider time) => _seconds.Open(time);

    /// <summary>Counts points that were merged into others.</summary>
    public void Merged(int points) => _merged.Add(points);

    public void Begin(AttemptGauges attempt) => _running.TryAdd(attempt, true);

    public void End(AttemptGauges attempt) => _running.TryRemove(attempt, out _);

    private Measurement<long>[] ObserveSlots()
    {
        // Slots that the plan does not have any more may still train.
        var training = _running.Count;
        return [new(training, Tag("state", "training")), new(Math.Max(0, _plan.Slots - training), Tag("state", "waiting"))];
    }

    private IEnumerable<Measurement<double>> ObserveProgress() =>
        _running.Keys.Select(attempt => new Measurement<double>(attempt.Progress, Tags(attempt)));

    private IEnumerable<Measurement<double>> ObserveObjective() =>
        from attempt in _running.Keys
        let value = attempt.Objective
        where value is not null
        select new Measurement<double>(value.Value, Tags(attempt));

    private static KeyValuePair<string, object?>[] Tags(AttemptGauges attempt) =>
        [Tag("sweep", attempt.Sweep), Tag("trial", attempt.Trial)];

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);
}
