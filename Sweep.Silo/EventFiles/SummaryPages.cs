using System.Collections.Immutable;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Silo.EventFiles;

/// <summary>Reads a trial's histograms and texts step by step from the database, one page at a time.</summary>
/// <param name="after">The step after which they are read.</param>
internal sealed class SummaryPages(ISweepReader reader, TrialId trial, long after)
{
    // The number of steps in a page; each has some kilobytes.
    private const int PageSize = 50;

    private readonly Queue<StepSummary> _page = [];
    private long _read = after;
    private bool _isAtEnd;

    /// <summary>What a step has; empty if it has nothing.</summary>
    /// <param name="step">A later step than in the call before.</param>
    public async Task<ImmutableArray<StepSummary>> AtAsync(long step, CancellationToken cancellationToken)
    {
        while (true)
        {
            while (_page.TryPeek(out var next) && next.Step <= step)
            {
                if (_page.Dequeue().Step == step) { return [next]; }
            }

            if (_page.Count > 0 || _isAtEnd) { return []; }
            await ReadAsync(cancellationToken);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var page = await reader.SummariesAsync(trial, _read, PageSize, cancellationToken);
        foreach (var summary in page) { _page.Enqueue(summary); }
        if (page.Count == 0) { _isAtEnd = true; }
        else { _read = page[^1].Step; }
    }
}
