using System.Diagnostics.Metrics;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Telemetry;

/// <summary>Counts this process's writes to the database and their effects on trials: each change once, when it is committed.</summary>
internal sealed class StoreMetrics
{
    private static readonly TrialStatus[] _endings =
        [TrialStatus.Completed, TrialStatus.Pruned, TrialStatus.Diverged, TrialStatus.Failed];

    private readonly Histogram<double> _writes;
    private readonly Counter<long> _errors;
    private readonly Counter<long> _ended;
    private readonly Counter<long> _divergences;
    private readonly Counter<long> _lost;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _mixed;
    private readonly Counter<long> _held;
    private readonly Counter<long> _promoted;

    public StoreMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("Sweep.Storage");
        _writes = meter.CreateHistogram<double>(
            "sweep.database.write.duration", "s",
            "Time of a write to the database, from its begin to its commit or its error, repetitions included.");
        _errors = meter.CreateZeroCounter(
            "sweep.database.write.errors", "{error}", "Writes that the database did not carry out, even when repeated.");
        _ended = meter.CreateZeroCounter(
            "sweep.trials.ended", "{trial}", "Trials that have ended, by how.", "status", _endings.Select(Label));
        _divergences = meter.CreateZeroCounter("sweep.divergences", "{trial}", "Trials whose loss became NaN or infinite.");
        _lost = meter.CreateZeroCounter(
            "sweep.attempts.lost", "{attempt}", "Attempts whose silo died or fell silent, counted where that was found.");
        _retries = meter.CreateZeroCounter(
            "sweep.trial.retries", "{retry}", "Trials that wait for another attempt, by why.",
            "reason", ["failed", "lost", "handed_back", "by_hand"]);
        _mixed = meter.CreateZeroCounter(
            "sweep.trials.mixed",
            "{trial}",
            "Trials that continued on a processor of another kind: a repetition may differ in the last bits.");
        _held = meter.CreateZeroCounter(
            "sweep.trials.held", "{trial}", "Trials that early stopping has held at a level of their resource, each time.");
        _promoted = meter.CreateZeroCounter(
            "sweep.trials.promoted", "{trial}", "Trials that early stopping lets go on from the level at which they were held.");
    }

    /// <summary>A status as label values have it: <c>completed</c>.</summary>
    public static string Label(TrialStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>Records that a write has ended, successfully or not.</summary>
    public void Wrote(StoreOperation operation, TimeSpan time) => _writes.Record(time.TotalSeconds, Tag("operation", operation.Label()));

    /// <summary>Records that a write was given up because of the database.</summary>
    public void Failed() => _errors.Add(1);

    /// <summary>Records that a transaction is committed.</summary>
    public void Committed(TrialChanges changes)
    {
        foreach (var (end, status) in changes.Ends) { Count(end, status); }
        if (changes.RetriedByHand > 0) { _retries.Add(changes.RetriedByHand, Tag("reason", "by_hand")); }
        if (changes.Mixed > 0) { _mixed.Add(changes.Mixed); }
        if (changes.Promoted > 0) { _promoted.Add(changes.Promoted); }
        if (changes.Pruned > 0) { _ended.Add(changes.Pruned, Tag("status", Label(TrialStatus.Pruned))); }
    }

    private void Count(AttemptEnd end, TrialStatus status)
    {
        if (status.IsFinal()) { _ended.Add(1, Tag("status", Label(status))); }
        if (status is TrialStatus.Diverged) { _divergences.Add(1); }
        if (end is AttemptEnd.Lost) { _lost.Add(1); }
        if (status is TrialStatus.Held) { _held.Add(1); }
        var reason = end switch
        {
            AttemptEnd.Failed => "failed",
            AttemptEnd.Lost => "lost",
            AttemptEnd.HandedBack => "handed_back",
            _ => null,
        };

        // If a person wants the trial paused, it waits for that person, not for a retry.
        if (status is TrialStatus.Pending && reason is not null) { _retries.Add(1, Tag("reason", reason)); }
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
