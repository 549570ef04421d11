using System.Globalization;
using Sweep.Client.Backends;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Following;

/// <summary>Writes one plain line per event, for logs and pipes: a trial started, finished an epoch, or ended.</summary>
internal sealed class PlainView(Action<string> write) : IFollowView
{
    private static readonly string[] _shown =
    [
        KnownMetrics.TrainLoss, KnownMetrics.ValidationLoss, KnownMetrics.ValidationPerplexity, KnownMetrics.StepsPerSecond,
    ];

    private readonly Dictionary<int, (TrialStatus Status, int Attempts)> _seen = [];
    private readonly Dictionary<int, string> _waiting = [];

    public void Show(FollowSnapshot snapshot)
    {
        // What happened before the first look is not an event.
        var isFirst = _seen.Count == 0;
        foreach (var trial in snapshot.Trials)
        {
            var before = _seen.GetValueOrDefault(trial.Id.Number);
            if (trial.Attempts > before.Attempts && !(isFirst && trial.Status.IsFinal()))
            {
                Started(snapshot.Sweep, trial);
            }
        }

        Epochs(snapshot);
        foreach (var trial in snapshot.Trials)
        {
            var before = _seen.GetValueOrDefault(trial.Id.Number);
            if (trial.Status != before.Status && trial.Status.IsFinal() && !(isFirst && before == default && snapshot.Points.IsEmpty))
            {
                Ended(snapshot.Sweep, trial);
            }

            Waits(snapshot.Sweep, trial);
            _seen[trial.Id.Number] = (trial.Status, trial.Attempts);
        }
    }

    public void Interrupted(string reason) => write(DatabaseRetry.Lost(reason));

    public void Restored() => write(DatabaseRetry.Back);

    private static string Name(SweepSummary sweep, int trial) => new SweepReference(sweep.Folder, trial).ToString();

    private void Started(SweepSummary sweep, TrialSummary trial)
    {
        var varied = TrialText.Varied(sweep, trial);
        var attempt = trial.Attempts > 1 ? string.Create(CultureInfo.InvariantCulture, $" (attempt {trial.Attempts})") : "";
        write($"{Name(sweep, trial.Id.Number)} started{attempt}{(varied.Length > 0 ? $": {varied}" : "")}");
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

    private void Epochs(FollowSnapshot snapshot)
    {
        var trials = snapshot.Trials.ToDictionary(trial => trial.Id.Number);
        foreach (var points in snapshot.Points.GroupBy(entry => (entry.Trial, entry.Point.Step)))
        {
            var values = points.Select(entry => entry.Point).DistinctBy(point => point.Metric)
                .ToDictionary(point => point.Metric, point => point.Value);

            // Only the last step of an epoch has a point with the epoch's number.
            if (values.TryGetValue(KnownMetrics.Epoch, out var epoch) && trials.TryGetValue(points.Key.Trial, out var trial))
            {
                var metrics = _shown.Where(values.ContainsKey).Select(metric => $"{metric} {Value(metric, values[metric])}");
                write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Name(snapshot.Sweep, points.Key.Trial)} epoch {epoch:0}/{trial.Hyperparameters["epochs"]}, step {points.Key.Step}: "
                        + $"{string.Join(", ", metrics)}"));
            }
        }
    }

    private void Ended(SweepSummary sweep, TrialSummary trial)
    {
        var best = trial.Best is { } point
            ? string.Create(CultureInfo.InvariantCulture, $", best {point.Metric} {Numbers.Metric(point.Value)} at step {point.Step}")
            : "";
        var reason = trial.Reason is { } text ? $": {text}" : "";
        write(
            $"{Name(sweep, trial.Id.Number)} {trial.Status.ToString().ToLowerInvariant()} after {Numbers.Seconds(trial.Seconds)} "
                + $"s{best}{reason}");
    }

    private static string Value(string metric, double value) => metric switch
    {
        KnownMetrics.ValidationPerplexity => Numbers.Perplexity(value),
        KnownMetrics.StepsPerSecond => Numbers.Rate(value),
        _ => Numbers.Metric(value),
    };
}
