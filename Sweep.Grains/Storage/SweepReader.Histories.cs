namespace Sweep.Grains.Storage;

public sealed partial class SweepReader
{
    /// <summary>
    /// The series of some metrics of all trials of a sweep, by trial and metric. A trial without a point of a metric has no series of it.
    /// </summary>
    /// <param name="metrics">The names of the metrics.</param>
    /// <param name="mostPoints">
    /// The most points of a series, from 2. If it has more, the first and the last are kept, and some between them, evenly spaced. Null:
    /// all.
    /// </param>
    public Task<IReadOnlyList<TrialSeries>> HistoriesAsync(
        Guid sweep, IReadOnlyCollection<string> metrics, int? mostPoints, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostPoints ?? Histories.Fewest, Histories.Fewest, nameof(mostPoints));
        return ReadAsync(db => Histories.SeriesAsync(db, sweep, [.. metrics], mostPoints, cancellationToken), cancellationToken);
    }

    /// <summary>The histograms of one tensor in all trials of a sweep, by trial. Trials without one are left out.</summary>
    /// <param name="name">The tensor's name, such as <c>outputs/rnn</c>.</param>
    /// <param name="among">The trials to read, because each has many bytes; null: all.</param>
    /// <param name="mostSteps">
    /// The most histograms of a trial, from 2. If it has more, the first and the last are kept, and some between them. Null: all.
    /// </param>
    public Task<IReadOnlyList<TrialHistograms>> HistogramsAsync(
        Guid sweep, string name, IReadOnlyCollection<int>? among, int? mostSteps, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostSteps ?? Histories.Fewest, Histories.Fewest, nameof(mostSteps));
        return ReadAsync(db => Histories.HistogramsAsync(db, sweep, among, name, mostSteps, cancellationToken), cancellationToken);
    }
}
