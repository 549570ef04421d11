using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Backends;

/// <summary>Retries queries while the database is out of reach for a while.</summary>
internal sealed class RetryingReader(ISweepReader reader, DatabaseRetry retry) : ISweepReader
{
    public Task<IReadOnlyList<TrainableSchema>> TrainablesAsync(CancellationToken cancellationToken) =>
        retry.TryAsync(reader.TrainablesAsync, cancellationToken);

    public Task<ClusterState> ClusterAsync(CancellationToken cancellationToken) =>
        retry.TryAsync(reader.ClusterAsync, cancellationToken);

    public Task<IReadOnlyList<SweepSummary>> ListAsync(CancellationToken cancellationToken) =>
        retry.TryAsync(reader.ListAsync, cancellationToken);

    public Task<SweepSummary> FindAsync(string text, CancellationToken cancellationToken) =>
        retry.TryAsync(token => reader.FindAsync(text, token), cancellationToken);

    public Task<SweepSummary?> TryFindAsync(Guid sweep, CancellationToken cancellationToken) =>
        retry.TryAsync(token => reader.TryFindAsync(sweep, token), cancellationToken);

    public Task<SweepSummary> SummaryAsync(Guid sweep, CancellationToken cancellationToken) =>
        retry.TryAsync(token => reader.SummaryAsync(sweep, token), cancellationToken);

    public Task<IReadOnlyList<TrialSummary>> TrialsAsync(Guid sweep, CancellationToken cancellationToken) =>
        retry.TryAsync(token => reader.TrialsAsync(sweep, token), cancellationToken);

    public Task<IReadOnlyList<TrialSummary>> ChangedAsync(
        Guid sweep, IReadOnlyCollection<int> known, CancellationToken cancellationToken) =>
        retry.TryAsync(token => reader.ChangedAsync(sweep, known, token), cancellationToken);

    public Task<IReadOnlyList<TrialSummary>> BestAsync(Guid sweep, int? top, CancellationToken cancellationToken) =>
        retry.TryAsync(token => reader.BestAsync(sweep, top, token), cancellationToken);

    public Task<IReadOnlyList<(int Trial, MetricPoint Point)>> BestPointsAsync(
        Guid sweep, Objective objective, CancellationToken cancellationToken) =>
        retry.TryAsync(token => reader.BestPointsAsync(sweep, objective, token), cancellationToken);

    public Task<IReadOnlyList<SearchDecision>> DecisionsAsync(Guid sweep, CancellationToken cancellationToken) =>
        retry.TryAsync(token => reader.DecisionsAsync(sweep, token), cancellationToken);

    public Task<IReadOnlyList<TrialAttempt>> AttemptsAsync(Guid sweep, int? trial, CancellationToken cancellationToken) =>
        retry.TryAsync(token => reader.AttemptsAsync(sweep, trial, token), cancellationToken);

    public Task<CheckpointUse> CheckpointUseAsync(Guid sweep, CancellationToken cancellationToken) =>
        retry.TryAsync(token => reader.CheckpointUseAsync(sweep, token), cancellationToken);

    public Task<IReadOnlyList<SteeredEvent>> SteeredAsync(Guid sweep, int most, CancellationToken cancellationToken) =>
        retry.TryAsync(token => reader.SteeredAsync(sweep, most, token), cancellationToken);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<MetricPoint>>> SeriesAsync(TrialId trial, CancellationToken cancellationToken) =>
        retry.TryAsync(token => reader.SeriesAsync(trial, token), cancellationToken);

    public Task<IReadOnlyList<int>> LoggedAttemptsAsync(TrialId trial, CancellationToken cancellationToken) =>
        retry.TryAsync(token => reader.LoggedAttemptsAsync(trial, token), cancellationToken);

    public Task<AttemptLog?> LogAsync(TrialId trial, int attempt, CancellationToken cancellationToken) =>
        retry.TryAsync(token => reader.LogAsync(trial, attempt, token), cancellationToken);

    public Task<MetricPage> MetricsAsync(
        Guid sweep, MetricCursor cursor, IReadOnlyCollection<int>? among, int most, CancellationToken cancellationToken) =>
        retry.TryAsync(token => reader.MetricsAsync(sweep, cursor, among, most, token), cancellationToken);

    public Task<MetricCursor> EndOfMetricsAsync(Guid sweep, CancellationToken cancellationToken) =>
        retry.TryAsync(token => reader.EndOfMetricsAsync(sweep, token), cancellationToken);

    public Task<IReadOnlyList<TrialSeries>> HistoriesAsync(
        Guid sweep, IReadOnlyCollection<string> metrics, int? mostPoints, CancellationToken cancellationToken) =>
        retry.TryAsync(token => reader.HistoriesAsync(sweep, metrics, mostPoints, token), cancellationToken);

    public Task<IReadOnlyList<TrialHistograms>> HistogramsAsync(
        Guid sweep, string name, IReadOnlyCollection<int>? among, int? mostSteps, CancellationToken cancellationToken) =>
        retry.TryAsync(token => reader.HistogramsAsync(sweep, name, among, mostSteps, token), cancellationToken);

    public Task<IReadOnlyList<StepSummary>> SummariesAsync(TrialId trial, long after, int most, CancellationToken cancellationToken) =>
        retry.TryAsync(token => reader.SummariesAsync(trial, after, most, token), cancellationToken);

    public Task<IReadOnlyList<RecordedPoint>> PointsAsync(TrialId trial, long after, int most, CancellationToken cancellationToken) =>
        retry.TryAsync(token => reader.PointsAsync(trial, after, most, token), cancellationToken);
}
