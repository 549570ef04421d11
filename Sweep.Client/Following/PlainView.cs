using System.Globalization;
using Sweep.Client.Backends;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.Following;

/// <summary>
/// Writes one plain line per event, for logs and pipes: a trial started, finished an epoch or what else counts its progress, is held, or
/// ended.
/// </summary>
internal sealed class PlainView(Action<string> write) : IFollowView
{
    private readonly Dictionary<int, (TrialStatus Status, int Attempts)> _seen = [];
    private readonly Dictionary<int, string> _waiting = [];
    private string? _told;

    public void Show(FollowSnapshot snapshot)
    {
        // What happened before the first look is not an event.
        var isFirst = _seen.Count == 0;
        var early = snapshot.EarlyEnds.ToLookup(attempt => attempt.Trial);
        foreach (var trial in snapshot.Trials)
        {
            var before = _seen.GetValueOrDefault(trial.Id.Number);
            foreach (var attempt in early[trial.Id.Number]) { EndedEarly(snapshot.Sweep, attempt); }
            if (trial.Attempts > before.Attempts && !(isFirst && HasEnded(trial)))
            {
                Started(snapshot.Sweep, trial);
            }
        }

        Waits(snapshot.Sweep);
        Levels(snapshot);
        foreach (var trial in snapshot.Trials)
        {
            var before = _seen.GetValueOrDefault(trial.Id.Number);
            if (IsNew(trial, before) && !(isFirst && before == default && snapshot.Points.IsEmpty))
            {
                Ended(snapshot.Sweep, trial);
            }

            Waits(snapshot.Sweep, trial);
            _seen[trial.Id.Number] = (trial.Status, trial.Attempts);
        }
    }

    public void Interrupted(string reason) => write(DatabaseRetry.Lost(reason));

    public void Restored() => write(DatabaseRetry.Back);

    /// <summary>Whether it has ended, or waits at a level where early stopping holds it.</summary>
    private static bool HasEnded(TrialSummary trial) => trial.Status.IsFinal() || trial.Status is TrialStatus.Held;

    /// <summary>Whether its end was not seen before. A trial may be held again at a later level.</summary>
    private static bool IsNew(TrialSummary trial, (TrialStatus Status, int Attempts) before) =>
        HasEnded(trial)
        && (trial.Status != before.Status || (trial.Status is TrialStatus.Held && trial.Attempts != before.Attempts));

    private static string Name(SweepSummary sweep, int trial) => new SweepReference(sweep.Folder, trial).ToString();

    private void Started(SweepSummary sweep, TrialSummary trial)
    {
        var varied = TrialText.Varied(sweep, trial);
        var attempt = trial.Attempts > 1 ? string.Create(CultureInfo.InvariantCulture, $" (attempt {trial.Attempts})") : "";
        var until = trial.Until is > 0 and var level
            ? string.Create(CultureInfo.InvariantCulture, $", until {sweep.Spec.Schema.Resource.Name} {level}")
            : "";
        write($"{Name(sweep, trial.Id.Number)} started{attempt}{until}{(varied.Length > 0 ? $": {varied}" : "")}");
    }

    /// <summary>
    /// Writes why an attempt ended before its trial did, unless the line about the trial's waiting has said it. A hold has its own line.
    /// </summary>
    private void EndedEarly(SweepSummary sweep, TrialAttempt attempt)
    {
        var isTold = attempt.Reason is { } reason && _waiting.GetValueOrDefault(attempt.Trial) == reason;
        if (isTold || attempt.Outcome is nameof(TrialStatus.Held)) { return; }
        write($"{Name(sweep, attempt.Trial)} {AttemptText.Line(attempt)}");
    }

    /// <summary>Writes once what the sweep waits for.</summary>
    private void Waits(SweepSummary sweep)
    {
        var waits = SweepTable.Waits(sweep);
        if (waits is not null && waits != _told) { write(waits); }
        _told = waits;
    }

    /// <summary>Writes the reason when a slot has handed a trial back; repeats it only if the reason changes.</summary>
    private void Waits(SweepSummary sweep, TrialSummary trial)
    {
        if (trial is not { Status: TrialStatus.Pending, Reason: { } reason } || _waiting.GetValueOrDefault(trial.Id.Number) == reason)
        {
            return;
        }

        _waiting[trial.Id.Number] = reason;
        write($"{Name(sweep, trial.Id.Number)} waits again: {reason}");
    }

    /// <summary>Writes a line for each new level of the resource: for each finished epoch, or for the newest step.</summary>
    private void Levels(FollowSnapshot snapshot)
    {
        var schema = snapshot.Sweep.Spec.Schema;
        var trials = snapshot.Trials.ToDictionary(trial => trial.Id.Number);
        foreach (var points in Shown(snapshot).GroupBy(entry => (entry.Trial, entry.Point.Step)))
        {
            var (number, step) = points.Key;
            var values = points.Select(entry => entry.Point).DistinctBy(point => point.Metric)
                .ToDictionary(point => point.Metric, point => point.Value);

            // Only the last step of an epoch has a point with the epoch's number.
            double? level = schema.Resource.IsStep ? step : values.TryGetValue(schema.Resource.Name, out var done) ? done : null;
            if (level is null || !trials.TryGetValue(number, out var trial)) { continue; }
            var metrics = schema.Metrics.Where(metric => metric.IsShown && values.ContainsKey(metric.Name))
                .Select(metric => $"{metric.Name} {TrialText.Value(metric, values[metric.Name])}");
            var at = schema.Resource.IsStep ? "" : string.Create(CultureInfo.InvariantCulture, $", step {step}");
            write(string.Create(
                CultureInfo.InvariantCulture,
                $"{Name(snapshot.Sweep, number)} {schema.Resource.Name} {level:0}{TrialText.OfTotal(schema.Resource, trial)}{at}: "
                    + $"{string.Join(", ", metrics)}"));
        }
    }

    /// <summary>The points that may have a line. If steps are the resource, they are many, and only the newest has one.</summary>
    private static IEnumerable<(int Trial, MetricPoint Point)> Shown(FollowSnapshot snapshot)
    {
        if (!snapshot.Sweep.Spec.Schema.Resource.IsStep) { return snapshot.Points; }
        var newest = new Dictionary<int, long>();
        foreach (var (trial, point) in snapshot.Points)
        {
            newest[trial] = Math.Max(point.Step, newest.GetValueOrDefault(trial));
        }

        return snapshot.Points.Where(entry => entry.Point.Step == newest[entry.Trial]);
    }

    private void Ended(SweepSummary sweep, TrialSummary trial)
    {
        var best = trial.Best is { } point
            ? string.Create(CultureInfo.InvariantCulture, $", best {point.Metric} {Numbers.Metric(point.Value)} at step {point.Step}")
            : "";
        var reason = trial.Reason is { } text ? $": {text}" : "";
        var status = TrialText.StatusWords(sweep.Spec.Schema.Resource, trial);
        write($"{Name(sweep, trial.Id.Number)} {status} after {Numbers.Seconds(trial.Seconds)} s{best}{reason}");
    }
}
