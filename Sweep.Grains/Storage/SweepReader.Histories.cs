namespace Sweep.Grains.Storage;

public sealed partial class SweepReader
{
    /// <summary>Some metrics' series of all trials of a sweep, by trial and metric; who has no point of a metric has no series of it.</summary>
    /// <param name="metrics">Their names.</param>
    /// <param name="mostPoints">
    /// Points of a series, from 2. Where it has more, the first and the last are kept, and some between them, evenly chosen. Null: all.
    /// </param>
    public Task<IReadOnlyList<TrialSeries>> HistoriesAsync(
        Guid sweep, IReadOnlyCollection<string> metrics, int? mostPoints, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostPoints ?? Histories.Fewest, Histories.Fewest, nameof(mostPoints));
        return ReadAsync(db => Histories.SeriesAsync(db, sweep, [.. metrics], mostPoints, cancellationToken), cancellationToken);
    }

    /// <summary>One tensor's histograms of all trials of a sweep, by trial; who has none is left out.</summary>
    /// <param name="name">Such as <c>outputs/rnn</c>.</param>
    /// <param name="among">The trials that are wanted, since a trial's are many bytes; null: all.</param>
    /// <param name="mostSteps">Histograms of a trial, from 2. Where it has more, the first and the last are kept and some between them. Null: all.</param>
    public Task<IReadOnlyList<TrialHistograms>> HistogramsAsync(
        Guid sweep, string name, IReadOnlyCollection<int>? among, int? mostSteps, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostSteps ?? Histories.Fewest, Histories.Fewest, nameof(mostSteps));
        return ReadAsync(db => Histories.HistogramsAsync(db, sweep, among, name, mostSteps, cancellationToken), cancellationToken);
    }
}
