using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>Everything that readers ask the database, with or without a live cluster. Each call is one short snapshot.</summary>
public sealed class SweepReader
{
    /// <summary>All sweeps, newest first.</summary>
    public Task<IReadOnlyList<SweepSummary>> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>The sweep that <paramref name="text"/> means: its id, a unique prefix of it, or its name (the newest of that name).</summary>
    /// <exception cref="SherlockException">None or several; the message offers what there is.</exception>
    public Task<SweepSummary> FindAsync(string text, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>All trials of a sweep by number.</summary>
    public Task<IReadOnlyList<TrialSummary>> TrialsAsync(Guid sweep, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>The best trials, best first; diverged and failed ones last. Null means all.</summary>
    public Task<IReadOnlyList<TrialSummary>> BestAsync(Guid sweep, int? top, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>All series of a trial by metric, each in ascending order of steps.</summary>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<MetricPoint>>> SeriesAsync(TrialId trial, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>The sweep's metric log after a cursor (0: from the beginning).</summary>
    public Task<MetricPage> MetricsAsync(Guid sweep, long cursor, int most, CancellationToken cancellationToken) => throw new NotSupportedException();
}
