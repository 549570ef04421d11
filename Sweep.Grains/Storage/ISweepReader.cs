using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>Reads sweeps, their trials and their series. Each call reads one short snapshot.</summary>
public interface ISweepReader
{
    /// <summary>The schemas that silos have published, in every version, newest first.</summary>
    Task<IReadOnlyList<TrainableSchema>> TrainablesAsync(CancellationToken cancellationToken);

    /// <summary>The silos of all clusters of the database or of the data folder, what they train, and how many trials wait.</summary>
    Task<ClusterState> ClusterAsync(CancellationToken cancellationToken);

    /// <summary>All sweeps, newest first.</summary>
    Task<IReadOnlyList<SweepSummary>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Finds the sweep that <paramref name="text"/> means: by its id, a unique prefix of it, its folder, or its name if no other sweep has
    /// it.
    /// </summary>
    /// <exception cref="SherlockException">No sweep fits, or several do; the message lists the sweeps.</exception>
    Task<SweepSummary> FindAsync(string text, CancellationToken cancellationToken);

    /// <summary>A sweep by its id; null if no sweep has it.</summary>
    Task<SweepSummary?> TryFindAsync(Guid sweep, CancellationToken cancellationToken);

    /// <summary>A sweep by its id. This takes two small queries, however many sweeps there are.</summary>
    /// <exception cref="SherlockException">No sweep has this id.</exception>
    Task<SweepSummary> SummaryAsync(Guid sweep, CancellationToken cancellationToken);

    /// <summary>All trials of a sweep by number.</summary>
    Task<IReadOnlyList<TrialSummary>> TrialsAsync(Guid sweep, CancellationToken cancellationToken);

    /// <summary>
    /// The trials of a sweep that run, wait with a reason, or are among <paramref name="known"/>, by number. They are few, however many
    /// trials the sweep has.
    /// </summary>
    /// <param name="known">The numbers of the trials that ran when they were last read.</param>
    Task<IReadOnlyList<TrialSummary>> ChangedAsync(Guid sweep, IReadOnlyCollection<int> known, CancellationToken cancellationToken);

    /// <summary>The best trials, best first, with diverged and failed ones last. Null means all.</summary>
    Task<IReadOnlyList<TrialSummary>> BestAsync(Guid sweep, int? top, CancellationToken cancellationToken);

    /// <summary>
    /// The best point of a metric in each trial of a sweep, the earliest of equals. Values that are not finite are left out, and so are
    /// trials without any other.
    /// </summary>
    /// <param name="objective">The metric, and what is better.</param>
    Task<IReadOnlyList<(int Trial, MetricPoint Point)>> BestPointsAsync(
        Guid sweep, Objective objective, CancellationToken cancellationToken);

    /// <summary>The decisions of a sweep's search, by number; none for a grid.</summary>
    Task<IReadOnlyList<SearchDecision>> DecisionsAsync(Guid sweep, CancellationToken cancellationToken);

    /// <summary>All series of a trial by metric, each in ascending order of steps.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<MetricPoint>>> SeriesAsync(TrialId trial, CancellationToken cancellationToken);

    /// <summary>The attempts of a trial whose logs are kept, in ascending order.</summary>
    Task<IReadOnlyList<int>> LoggedAttemptsAsync(TrialId trial, CancellationToken cancellationToken);

    /// <summary>What the program of an attempt has written; null if no log of it is kept.</summary>
    Task<AttemptLog?> LogAsync(TrialId trial, int attempt, CancellationToken cancellationToken);

    /// <summary>What was stored in the sweep's metric log after a cursor: the points of some trials, with complete steps.</summary>
    /// <param name="among">
    /// The trials that may have something new, if the caller knows. A page then costs only what these have. Null: any.
    /// </param>
    /// <param name="most">The most trials to read in one page, from 1.</param>
    Task<MetricPage> MetricsAsync(
        Guid sweep, MetricCursor cursor, IReadOnlyCollection<int>? among, int most, CancellationToken cancellationToken);

    /// <summary>The cursor at the current end of the sweep's metric log.</summary>
    Task<MetricCursor> EndOfMetricsAsync(Guid sweep, CancellationToken cancellationToken);

    /// <summary>
    /// The series of some metrics of all trials of a sweep, by trial and metric. A trial without a point of a metric has no series of it.
    /// </summary>
    /// <param name="metrics">The names of the metrics.</param>
    /// <param name="mostPoints">
    /// The most points of a series, from 2. If it has more, the first and the last are kept, and some between them, evenly spaced. Null:
    /// all.
    /// </param>
    Task<IReadOnlyList<TrialSeries>> HistoriesAsync(
        Guid sweep, IReadOnlyCollection<string> metrics, int? mostPoints, CancellationToken cancellationToken);

    /// <summary>The histograms of one tensor in all trials of a sweep, by trial. Trials without one are left out.</summary>
    /// <param name="name">The tensor's name, such as <c>outputs/rnn</c>.</param>
    /// <param name="among">The trials to read, because each has many bytes; null: all.</param>
    /// <param name="mostSteps">
    /// The most histograms of a trial, from 2. If it has more, the first and the last are kept, and some between them. Null: all.
    /// </param>
    Task<IReadOnlyList<TrialHistograms>> HistogramsAsync(
        Guid sweep, string name, IReadOnlyCollection<int>? among, int? mostSteps, CancellationToken cancellationToken);

    /// <summary>The histograms and texts of a trial's steps after <paramref name="after"/>, in ascending order of steps.</summary>
    /// <param name="most">Steps in one page, from 1.</param>
    Task<IReadOnlyList<StepSummary>> SummariesAsync(TrialId trial, long after, int most, CancellationToken cancellationToken);

    /// <summary>The attempts of a sweep, or of one trial of it, in the order in which they began.</summary>
    /// <param name="trial">The trial's number; null for all.</param>
    Task<IReadOnlyList<TrialAttempt>> AttemptsAsync(Guid sweep, int? trial, CancellationToken cancellationToken);

    /// <summary>How many trials of a sweep have checkpoints, and the size of all of them.</summary>
    Task<CheckpointUse> CheckpointUseAsync(Guid sweep, CancellationToken cancellationToken);

    /// <summary>What people did to a sweep and its trials, the newest last.</summary>
    /// <param name="most">The most of them; the newest are returned.</param>
    Task<IReadOnlyList<SteeredEvent>> SteeredAsync(Guid sweep, int most, CancellationToken cancellationToken);

    /// <summary>The points of a trial's steps after <paramref name="after"/>, in ascending order of steps; each step is complete.</summary>
    /// <param name="most">
    /// The most points in one page, more than a step has. If there are more, the next page begins after the last point's step.
    /// </param>
    Task<IReadOnlyList<RecordedPoint>> PointsAsync(TrialId trial, long after, int most, CancellationToken cancellationToken);
}

/// <summary>What the checkpoints of a sweep take.</summary>
/// <param name="Trials">The number of trials that have some.</param>
public sealed record CheckpointUse(int Trials, long Bytes);

/// <summary>The last part of what the program of an attempt has written to its standard output and error.</summary>
/// <param name="Attempt">The number of the attempt.</param>
public sealed record AttemptLog(int Attempt, string Text);
