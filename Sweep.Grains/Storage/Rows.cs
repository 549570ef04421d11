using System.Collections.Immutable;
using Sweep.Grains.Storage.Folds;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>Converts between rows and what readers and writers use.</summary>
internal static class Rows
{
    public static TrialProgress Progress(TrialRecord row, Objective objective) => new(
        Best(row, objective.Metric), Last(row, objective.Metric), Json.ReadLatest(row.Latest).ToImmutableDictionary(),
        row.Step, row.TotalSteps, row.Epoch, row.Seconds, row.ReportedAt ?? row.StartedAt ?? default);

    public static TrialSummary Summary(TrialRecord row, TrainableSchema schema, CheckpointInfo? checkpoint, string objective) => new(
        new(row.SweepId, row.Number), row.Status, schema.FromJson(row.Hyperparameters), row.Seed, row.Attempt,
        Best(row, objective), Last(row, objective), Json.ReadLatest(row.Latest).ToImmutableSortedDictionary(StringComparer.Ordinal),
        row.Step, row.TotalSteps, row.Seconds, row.WeightsHash, row.Reason, row.Silo, checkpoint, row.StartedAt, row.FinishedAt)
    {
        Until = row.Until,
        Rungs = RungPoint.Read(row.Rungs),
    };

    /// <param name="trained">What the silos can train; null if that is not known.</param>
    public static SweepSummary Summary(
        SweepRecord row, TrainableSchema schema, IEnumerable<(TrialStatus Status, int Count)> counts, IReadOnlySet<TrainableId>? trained)
    {
        var byStatus = counts.ToImmutableSortedDictionary(entry => entry.Status, entry => entry.Count);
        return new(
            row.Id, row.Name, row.Folder, row.Status, Json.ReadSpec(schema, row.Spec), byStatus, row.CreatedAt, row.FinishedAt)
        {
            Priority = row.Priority,
            IsSearching = row.IsSearching && row.Status is not (SweepStatus.Completed or SweepStatus.Cancelled),
            LacksSilo = row.Status is SweepStatus.Running && !byStatus.ContainsKey(TrialStatus.Running)
                && trained is not null && !trained.Contains(schema.Id),
        };
    }

    /// <summary>
    /// A sweep whose schema a newer version of the program has published: only what its row says. What asks for more of it gets an error
    /// that says so.
    /// </summary>
    public static SweepSummary Summary(SweepRecord row, IEnumerable<(TrialStatus Status, int Count)> counts)
    {
        var unknown = new TrainableSchema(row.Trainable, row.TrainableVersion, []);
        return new(
            row.Id, row.Name, row.Folder, row.Status,
            new(row.Name, row.Corpus, new(row.Objective, row.Goal), [], unknown.Defaults, [], unknown),
            counts.ToImmutableSortedDictionary(entry => entry.Status, entry => entry.Count), row.CreatedAt, row.FinishedAt)
        {
            Priority = row.Priority,
        };
    }

    public static SummaryRecord Record(TrialId trial, StepSummary summary, DateTimeOffset now) =>
        new()
        {
            SweepId = trial.SweepId,
            Trial = trial.Number,
            Step = summary.Step,
            Content = Json.Write(Storable(summary)),
            RecordedAt = now,
        };

    /// <summary>Replaces NaN by null, because SQLite cannot store it.</summary>
    public static double? Storable(double? value) => value is { } number && double.IsNaN(number) ? null : value;

    /// <summary>Removes from a text the one character that PostgreSQL accepts in no text, not even in JSON.</summary>
    public static string? Storable(string? text) => text?.Replace("\0", "", StringComparison.Ordinal);

    private static StepSummary Storable(StepSummary summary) => summary.Texts.IsDefaultOrEmpty
        ? summary
        : summary with { Texts = [.. summary.Texts.Select(text => text with { Text = Storable(text.Text)! })] };

    public static MetricPoint? Best(TrialRecord row, string metric) =>
        row is { BestStep: { } step, BestValue: { } value } ? new(metric, step, value) : null;

    private static MetricPoint? Last(TrialRecord row, string metric) =>
        row.LastStep is { } step ? new(metric, step, row.LastValue ?? double.NaN) : null;
}
