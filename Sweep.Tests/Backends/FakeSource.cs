using System.Collections.Immutable;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Backends;

/// <summary>One sweep that a test sets, and changes while it is followed; and newer ones beside it.</summary>
internal sealed partial class FakeSource : ISweepReader
{
    public SweepStatus Status { get; set; } = SweepStatus.Completed;

    public string Folder { get; set; } = "sizes";

    /// <summary>Sweeps that came later, newest first.</summary>
    public List<SweepSummary> Newer { get; } = [];

    public List<TrialSummary> Trials { get; } = [];

    public IReadOnlyList<TrialAttempt> Attempts { get; set; } = [];

    public List<(int Trial, MetricPoint Point)> Log { get; } = [];

    /// <summary>Distributions, as <see cref="Log"/> has points.</summary>
    public List<(int Trial, StepHistogram Histogram)> Histograms { get; } = [];

    /// <summary>Runs before each look of a follower.</summary>
    public Action<int> OnFind { get; set; } = _ => { };

    public int Finds { get; private set; }

    /// <summary>Trials that were read whole, by the question.</summary>
    public List<int> RowsRead { get; } = [];

    /// <summary>The trials that each question for points was about.</summary>
    public List<string> MetricsAsked { get; } = [];

    /// <summary>Runs before points are read.</summary>
    public Action OnMetrics { get; set; } = () => { };

    /// <summary>What the sweep's grid claims.</summary>
    public ImmutableArray<Claim> Claims { get; set; } = [];

    /// <summary>How the sweep searches; null: a grid.</summary>
    public SearchSpec? Search { get; set; }

    /// <summary>What keeps the search from proposing.</summary>
    public string? Obstacle { get; set; }

    /// <summary>How the sweep stops trials early; null: it does not.</summary>
    public StopSpec? Stop { get; set; }

    /// <summary>The seeds of each combination.</summary>
    public ImmutableArray<int> Seeds { get; set; } = Some.Spec().Seeds;

    /// <summary>What the search decided.</summary>
    public List<SearchDecision> Decisions { get; } = [];

    private SweepSummary Sweep => Some.Sweep(Status, Trials) with { Folder = Folder, Spec = Spec, Obstacle = Obstacle };

    private SweepSpec Spec => Some.Spec() with
    {
        Claims = Claims,
        Search = Search,
        Stop = Stop,
        Seeds = Seeds,
        Axes = Search is null ? Some.Spec().Axes : [],
    };

    private IReadOnlyList<SweepSummary> Sweeps => [.. Newer, Sweep];

    public IReadOnlyList<TrainableSchema> Trainables { get; set; } = [LanguageModelParameters.Schema];

    /// <summary>The logs of every trial.</summary>
    public List<AttemptLog> AttemptLogs { get; } = [];

    public Task<IReadOnlyList<int>> LoggedAttemptsAsync(TrialId trial, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<int>>([.. AttemptLogs.Select(log => log.Attempt)]);

    public Task<AttemptLog?> LogAsync(TrialId trial, int attempt, CancellationToken cancellationToken) =>
        Task.FromResult(AttemptLogs.Find(log => log.Attempt == attempt));

    public Task<IReadOnlyList<TrainableSchema>> TrainablesAsync(CancellationToken cancellationToken) => Task.FromResult(Trainables);

    /// <summary>The silos.</summary>
    public ClusterState Cluster { get; set; } = new([], 0);

    public Task<ClusterState> ClusterAsync(CancellationToken cancellationToken) => Task.FromResult(Cluster);

    public Task<IReadOnlyList<SweepSummary>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(Sweeps);

    public Task<SweepSummary> FindAsync(string text, CancellationToken cancellationToken) => Look(SweepSearch.Find(Sweeps, text));

    // The id of a sweep that was submitted just now is as good as ours.
    public Task<SweepSummary> SummaryAsync(Guid sweep, CancellationToken cancellationToken) =>
        Look(Sweeps.FirstOrDefault(known => known.Id == sweep) ?? Sweep);

    public Task<SweepSummary?> TryFindAsync(Guid sweep, CancellationToken cancellationToken)
    {
        OnFind(++Finds);
        return Task.FromResult(Sweeps.FirstOrDefault(known => known.Id == sweep));
    }

    public Task<IReadOnlyList<TrialSummary>> TrialsAsync(Guid sweep, CancellationToken cancellationToken) => Rows(Trials);

    public Task<IReadOnlyList<TrialSummary>> ChangedAsync(
        Guid sweep, IReadOnlyCollection<int> known, CancellationToken cancellationToken) =>
        Rows(Trials.Where(trial => trial.Status is TrialStatus.Running || known.Contains(trial.Id.Number)));

    public Task<IReadOnlyList<TrialSummary>> BestAsync(Guid sweep, int? top, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<TrialSummary>>(
            [.. Trials.OrderBy(trial => trial.Status is TrialStatus.Diverged)
                .ThenBy(trial => trial.Best?.Value ?? double.MaxValue).Take(top ?? int.MaxValue)]);

    public Task<IReadOnlyList<(int Trial, MetricPoint Point)>> BestPointsAsync(
        Guid sweep, Objective objective, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<(int Trial, MetricPoint Point)>>(
        [
            .. Log.Where(entry => entry.Point.Metric == objective.Metric && double.IsFinite(entry.Point.Value))
                .GroupBy(entry => entry.Trial)
                .Select(trial => trial.MinBy(entry => objective.Goal is Goal.Maximize ? -entry.Point.Value : entry.Point.Value)),
        ]);

    public Task<IReadOnlyList<TrialAttempt>> AttemptsAsync(Guid sweep, int? trial, CancellationToken cancellationToken) =>
        Task.FromResult(Attempts);

    public Task<IReadOnlyList<SearchDecision>> DecisionsAsync(Guid sweep, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SearchDecision>>(Decisions);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<MetricPoint>>> SeriesAsync(TrialId trial, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, IReadOnlyList<MetricPoint>>>(Log
            .Where(entry => entry.Trial == trial.Number)
            .GroupBy(entry => entry.Point.Metric)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<MetricPoint>)[.. group.Select(entry => entry.Point)]));

    public Task<MetricPage> MetricsAsync(
        Guid sweep, MetricCursor cursor, IReadOnlyCollection<int>? among, int most, CancellationToken cancellationToken)
    {
        MetricsAsked.Add(among is null ? "all" : string.Join(' ', among.Order()));
        OnMetrics();
        ImmutableArray<(int Trial, MetricPoint Point)> points =
            [.. Log.Where(entry => entry.Point.Step > cursor.Of(entry.Trial) && among?.Contains(entry.Trial) is not false)];
        return Task.FromResult(
            new MetricPage(points, cursor.With(points.Select(entry => (entry.Trial, entry.Point.Step))), HasMore: false));
    }

    public Task<MetricCursor> EndOfMetricsAsync(Guid sweep, CancellationToken cancellationToken) =>
        Task.FromResult(MetricCursor.Beginning.With(Log.Select(entry => (entry.Trial, entry.Point.Step))));

    /// <summary>The log's points by series; where they are too many, the first ones and the last.</summary>
    public Task<IReadOnlyList<TrialSeries>> HistoriesAsync(
        Guid sweep, IReadOnlyCollection<string> metrics, int? mostPoints, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<TrialSeries>>(
        [
            .. Log.Where(entry => metrics.Contains(entry.Point.Metric))
                .GroupBy(entry => (entry.Trial, entry.Point.Metric), entry => entry.Point)
                .OrderBy(series => series.Key)
                .Select(series => new TrialSeries(
                    series.Key.Trial, series.Key.Metric, Thin([.. series.OrderBy(point => point.Step)], mostPoints))),
        ]);

    public Task<IReadOnlyList<TrialHistograms>> HistogramsAsync(
        Guid sweep, string name, IReadOnlyCollection<int>? among, int? mostSteps, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<TrialHistograms>>(
        [
            .. Histograms.Where(entry => entry.Histogram.Histogram.Name == name)
                .GroupBy(entry => entry.Trial, entry => entry.Histogram)
                .OrderBy(trial => trial.Key)
                .Select(trial => new TrialHistograms(trial.Key, Thin([.. trial.OrderBy(one => one.Step)], mostSteps))),
        ]);

    public Task<IReadOnlyList<StepSummary>> SummariesAsync(TrialId trial, long after, int most, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>The log's points; each step was stored a second after the step before.</summary>
    public Task<IReadOnlyList<RecordedPoint>> PointsAsync(TrialId trial, long after, int most, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<RecordedPoint>>(
        [
            .. Log.Where(entry => entry.Trial == trial.Number && entry.Point.Step > after).OrderBy(entry => entry.Point.Step)
                .Select(entry => new RecordedPoint(entry.Point, Some.Noon.AddSeconds(entry.Point.Step))),
        ]);

    private static IReadOnlyList<T> Thin<T>(IReadOnlyList<T> all, int? most) =>
        most is { } limit && all.Count > limit ? [.. all.Take(limit - 1), all[^1]] : all;

    private Task<IReadOnlyList<TrialSummary>> Rows(IEnumerable<TrialSummary> trials)
    {
        IReadOnlyList<TrialSummary> rows = [.. trials];
        RowsRead.Add(rows.Count);
        return Task.FromResult(rows);
    }

    private Task<SweepSummary> Look(SweepSummary found)
    {
        OnFind(++Finds);
        return Task.FromResult(found);
    }
}
