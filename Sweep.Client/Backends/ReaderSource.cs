using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.Backends;

internal sealed class ReaderSource(SweepReader reader) : ISweepSource
{
    public Task<IReadOnlyList<SweepSummary>> ListAsync(CancellationToken cancellationToken) => reader.ListAsync(cancellationToken);

    public Task<SweepSummary> FindAsync(string text, CancellationToken cancellationToken) => reader.FindAsync(text, cancellationToken);

    public Task<SweepSummary?> TryFindAsync(Guid sweep, CancellationToken cancellationToken) =>
        reader.TryFindAsync(sweep, cancellationToken);

    public Task<SweepSummary> SummaryAsync(Guid sweep, CancellationToken cancellationToken) =>
        reader.SummaryAsync(sweep, cancellationToken);

    public Task<IReadOnlyList<TrialSummary>> TrialsAsync(Guid sweep, CancellationToken cancellationToken) =>
        reader.TrialsAsync(sweep, cancellationToken);

    public Task<IReadOnlyList<TrialSummary>> ChangedAsync(
        Guid sweep, IReadOnlyCollection<int> known, CancellationToken cancellationToken) =>
        reader.ChangedAsync(sweep, known, cancellationToken);

    public Task<IReadOnlyList<TrialSummary>> BestAsync(Guid sweep, int? top, CancellationToken cancellationToken) =>
        reader.BestAsync(sweep, top, cancellationToken);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<MetricPoint>>> SeriesAsync(TrialId trial, CancellationToken cancellationToken) =>
        reader.SeriesAsync(trial, cancellationToken);

    public Task<MetricPage> MetricsAsync(
        Guid sweep, MetricCursor cursor, IReadOnlyCollection<int>? among, int most, CancellationToken cancellationToken) =>
        reader.MetricsAsync(sweep, cursor, among, most, cancellationToken);

    public Task<MetricCursor> EndOfMetricsAsync(Guid sweep, CancellationToken cancellationToken) =>
        reader.EndOfMetricsAsync(sweep, cancellationToken);

    public Task<IReadOnlyList<TrialSeries>> HistoriesAsync(
        Guid sweep, IReadOnlyCollection<string> metrics, int? mostPoints, CancellationToken cancellationToken) =>
        reader.HistoriesAsync(sweep, metrics, mostPoints, cancellationToken);

    public Task<IReadOnlyList<TrialHistograms>> HistogramsAsync(
        Guid sweep, string name, IReadOnlyCollection<int>? among, int? mostSteps, CancellationToken cancellationToken) =>
        reader.HistogramsAsync(sweep, name, among, mostSteps, cancellationToken);
}
