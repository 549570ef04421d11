using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.Backends;

/// <summary>The queries of <see cref="SweepReader"/> that verbs use. Tests of verbs implement it, so they need no database.</summary>
internal interface ISweepSource
{
    Task<IReadOnlyList<SweepSummary>> ListAsync(CancellationToken cancellationToken);

    Task<SweepSummary> FindAsync(string text, CancellationToken cancellationToken);

    Task<SweepSummary?> TryFindAsync(Guid sweep, CancellationToken cancellationToken);

    Task<SweepSummary> SummaryAsync(Guid sweep, CancellationToken cancellationToken);

    Task<IReadOnlyList<TrialSummary>> TrialsAsync(Guid sweep, CancellationToken cancellationToken);

    Task<IReadOnlyList<TrialSummary>> ChangedAsync(Guid sweep, IReadOnlyCollection<int> known, CancellationToken cancellationToken);

    Task<IReadOnlyList<TrialSummary>> BestAsync(Guid sweep, int? top, CancellationToken cancellationToken);

    Task<IReadOnlyDictionary<string, IReadOnlyList<MetricPoint>>> SeriesAsync(TrialId trial, CancellationToken cancellationToken);

    Task<MetricPage> MetricsAsync(
        Guid sweep, MetricCursor cursor, IReadOnlyCollection<int>? among, int most, CancellationToken cancellationToken);

    Task<MetricCursor> EndOfMetricsAsync(Guid sweep, CancellationToken cancellationToken);

    Task<IReadOnlyList<TrialSeries>> HistoriesAsync(
        Guid sweep, IReadOnlyCollection<string> metrics, int? mostPoints, CancellationToken cancellationToken);

    Task<IReadOnlyList<TrialHistograms>> HistogramsAsync(
        Guid sweep, string name, IReadOnlyCollection<int>? among, int? mostSteps, CancellationToken cancellationToken);
}
