using System.Collections.Immutable;
using Sweep.Grains.Storage.Folds;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>A sweep, as readers see it.</summary>
/// <param name="Folder">The sweep's folder name under logs/ and checkpoints/.</param>
/// <param name="Counts">Trials by status; a status that no trial has is left out.</param>
public sealed record SweepSummary(
    Guid Id,
    string Name,
    string Folder,
    SweepStatus Status,
    SweepSpec Spec,
    ImmutableSortedDictionary<TrialStatus, int> Counts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt)
{
    /// <summary>The name under which the seed stands among what varies.</summary>
    public const string SeedName = "seed";

    public int Trials => Counts.Values.Sum();

    /// <summary>Sweeps of a higher priority get slots first. Default 0.</summary>
    public int Priority { get; init; }

    /// <summary>Whether its search may still propose or promote trials.</summary>
    public bool IsSearching { get; init; }

    /// <summary>How many trials its search may still propose; 0 for a grid, null if only a budget or the results end the search.</summary>
    public int? TrialsToCome => Spec.Search is not { } search || !IsSearching ? 0
        : search.Trials is { } most ? Math.Max(0, most - Trials) : null;

    /// <summary>Whether it runs, but none of its trials does, and none of the silos can train it.</summary>
    public bool LacksSilo { get; init; }

    /// <summary>
    /// What keeps its search from proposing, as the end of a sentence about the sweep; null if it proposes, or waits for running trials.
    /// </summary>
    public string? Obstacle { get; init; }

    /// <summary>The names of the varied hyperparameters, with <see cref="SeedName"/> last if there are several seeds.</summary>
    public IEnumerable<string> VariedNames =>
        Spec.Seeds.Length > 1 ? Spec.Varied.Append(SeedName) : Spec.Varied;
}

/// <summary>A trial, as readers see it.</summary>
/// <param name="Best">The best point of the objective so far; null before the first.</param>
/// <param name="Last">The newest point of the objective; null before the first.</param>
/// <param name="Latest">The newest value of every metric by name.</param>
/// <param name="Step">Optimizer updates made so far.</param>
/// <param name="TotalSteps">Updates the whole trial makes; 0 until it has started.</param>
/// <param name="Seconds">Wall time spent in attempts.</param>
/// <param name="Reason">Why it diverged, failed, was cancelled or ended early.</param>
/// <param name="Checkpoint">The newest checkpoint; null before the first.</param>
public sealed record TrialSummary(
    TrialId Id,
    TrialStatus Status,
    Hyperparameters Hyperparameters,
    int Seed,
    int Attempts,
    MetricPoint? Best,
    MetricPoint? Last,
    ImmutableSortedDictionary<string, double> Latest,
    long Step,
    long TotalSteps,
    double Seconds,
    string? WeightsHash,
    string? Reason,
    string? Silo,
    CheckpointInfo? Checkpoint,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt)
{
    /// <summary>
    /// The checkpoint of its best point; null without one: an earlier version trained the trial, the program wrote none at
    /// that step, or it was not written yet. Default null.
    /// </summary>
    public CheckpointInfo? BestCheckpoint { get; init; }

    /// <summary>The kinds of processors that trained it, each once, in the order of its attempts. Default: none is known.</summary>
    public ImmutableArray<string> Processors { get; init; } = [];

    /// <summary>
    /// The level of the resource until which early stopping lets it train; null if it trains to its end. A trial of a grid that was not
    /// begun has 0. Default null.
    /// </summary>
    public long? Until { get; init; }

    /// <summary>What it had reached at the levels of early stopping that it has passed, ascending. Default empty.</summary>
    public ImmutableArray<RungPoint> Rungs { get; init; } = [];

    /// <summary>Whether more than one kind trained it: a repetition on one kind may differ from it in the last bits.</summary>
    public bool IsMixed => Processors.Length > 1;

    /// <summary>Whether early stopping holds it, or has ended it before its end.</summary>
    public bool IsStopped => Status is TrialStatus.Held or TrialStatus.Pruned;

    /// <summary>How much of a resource it has done, such as the number of its finished epochs.</summary>
    public double Reached(ResourceDefinition resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.IsStep ? Step : Latest.GetValueOrDefault(resource.Name);
    }
}

/// <summary>A page of a sweep's metric log.</summary>
/// <param name="Points">In the order in which they were stored; of one trial, in ascending order of steps.</param>
/// <param name="Cursor">The position at which the next page begins.</param>
/// <param name="HasMore">Whether there is a next page already.</param>
public sealed record MetricPage(ImmutableArray<(int Trial, MetricPoint Point)> Points, MetricCursor Cursor, bool HasMore);

/// <summary>A point and when it was stored.</summary>
public readonly record struct RecordedPoint(MetricPoint Point, DateTimeOffset RecordedAt);

/// <summary>One series of one trial of a sweep.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Points">In ascending order of steps, at least one; NaN and infinities are kept as they are.</param>
public sealed record TrialSeries(int Trial, string Metric, IReadOnlyList<MetricPoint> Points);

/// <summary>One tensor's distributions in one trial of a sweep.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Steps">In ascending order of steps, at least one.</param>
public sealed record TrialHistograms(int Trial, IReadOnlyList<StepHistogram> Steps);

/// <param name="Step">Optimizer updates made so far.</param>
public sealed record StepHistogram(long Step, HistogramSummary Histogram);
