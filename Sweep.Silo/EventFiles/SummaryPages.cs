using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Silo.EventFiles;

/// <summary>Reads a trial's histograms, texts and images step by step from the database, one page at a time.</summary>
/// <param name="after">The step after which they are read.</param>
internal sealed class SummaryPages(ISweepReader reader, TrialId trial, long after)
{
    // The number of steps in a page; each has some kilobytes.
    private const int PageSize = 50;

    private readonly Queue<StepSummary> _page = [];
    private long _read = after;
    private bool _isAtEnd;

    /// <summary>The summary of the next step that has one; null if there is none up to a step.</summary>
    public async Task<StepSummary?> NextAsync(long upTo, CancellationToken cancellationToken)
    {
        if (_page.Count == 0 && !_isAtEnd) { await ReadAsync(cancellationToken); }
        return _page.TryPeek(out var next) && next.Step <= upTo ? _page.Dequeue() : null;
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var page = await reader.SummariesAsync(trial, _read, PageSize, cancellationToken);
        foreach (var summary in page) { _page.Enqueue(summary); }
        if (page.Count == 0) { _isAtEnd = true; }
        else { _read = page[^1].Step; }
    }
}
