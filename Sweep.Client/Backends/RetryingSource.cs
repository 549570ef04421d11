using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.Backends;

/// <summary>Retries queries while the database is out of reach for a while.</summary>
internal sealed class RetryingSource(ISweepSource source, DatabaseRetry retry) : ISweepSource
{
    public Task<IReadOnlyList<SweepSummary>> ListAsync(CancellationToken cancellationToken) =>
        retry.TryAsync(source.ListAsync, cancellationToken);

    public Task<SweepSummary> FindAsync(string text, CancellationToken cancellationToken) =>
        retry.TryAsync(token => source.FindAsync(text, token), cancellationToken);

    public Task<SweepSummary?> TryFindAsync(Guid sweep, CancellationToken cancellationToken) =>
        retry.TryAsync(token => source.TryFindAsync(sweep, token), cancellationToken);

    public Task<SweepSummary> SummaryAsync(Guid sweep, CancellationToken cancellationToken) =>
        retry.TryAsync(token => source.SummaryAsync(sweep, token), cancellationToken);

    public Task<IReadOnlyList<TrialSummary>> TrialsAsync(Guid sweep, CancellationToken cancellationToken) =>
        retry.TryAsync(token => source.TrialsAsync(sweep, token), cancellationToken);

    public Task<IReadOnlyList<TrialSummary>> ChangedAsync(
        Guid sweep, IReadOnlyCollection<int> known, CancellationToken cancellationToken) =>
        retry.TryAsync(token => source.ChangedAsync(sweep, known, token), cancellationToken);

    public Task<IReadOnlyList<TrialSummary>> BestAsync(Guid sweep, int? top, CancellationToken cancellationToken) =>
        retry.TryAsync(token => source.BestAsync(sweep, top, token), cancellationToken);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<MetricPoint>>> SeriesAsync(TrialId trial, CancellationToken cancellationToken) =>
        retry.TryAsync(token => source.SeriesAsync(trial, token), cancellationToken);

    public Task<MetricPage> MetricsAsync(
        Guid sweep, MetricCursor cursor, IReadOnlyCollection<int>? among, int most, CancellationToken cancellationToken) =>
        retry.TryAsync(token => source.MetricsAsync(sweep, cursor, among, most, token), cancellationToken);

    public Task<MetricCursor> EndOfMetricsAsync(Guid sweep, CancellationToken cancellationToken) =>
        retry.TryAsync(token => source.EndOfMetricsAsync(sweep, token), cancellationToken);

    public Task<IReadOnlyList<TrialSeries>> HistoriesAsync(
        Guid sweep, IReadOnlyCollection<string> metrics, int? mostPoints, CancellationToken cancellationToken) =>
        retry.TryAsync(token => source.HistoriesAsync(sweep, metrics, mostPoints, token), cancellationToken);

    public Task<IReadOnlyList<TrialHistograms>> HistogramsAsync(
        Guid sweep, string name, IReadOnlyCollection<int>? among, int? mostSteps, CancellationToken cancellationToken) =>
        retry.TryAsync(token => source.HistogramsAsync(sweep, name, among, mostSteps, token), cancellationToken);
}
