namespace Sweep.Grains.Storage;

public sealed partial class SweepReader
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<TrialSeries>> HistoriesAsync(
        Guid sweep, IReadOnlyCollection<string> metrics, int? mostPoints, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostPoints ?? Histories.Fewest, Histories.Fewest, nameof(mostPoints));
        return ReadAsync(db => Histories.SeriesAsync(db, sweep, [.. metrics], mostPoints, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrialHistograms>> HistogramsAsync(
        Guid sweep, string name, IReadOnlyCollection<int>? among, int? mostSteps, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostSteps ?? Histories.Fewest, Histories.Fewest, nameof(mostSteps));
        return ReadAsync(db => Histories.HistogramsAsync(db, sweep, among, name, mostSteps, cancellationToken), cancellationToken);
    }
}
