using System.Collections.Immutable;
using Sweep.Grains.Storage;
using Sweep.Grains.Storage.Folds;

namespace Sweep.Grains.Scheduling;

/// <summary>
/// Takes the steps of one sweep's search: reads what is new, decides, and stores the decision with the trials that it makes. What it keeps
/// is a copy of the database, which saves reading all of it again. Used from one grain, so by one caller at a time.
/// </summary>
internal sealed class SearchSteps(Guid sweep, SweepStore store, TimeProvider clock)
{
    /// <summary>How often another activation of the grain may decide first, within one call.</summary>
    private const int MostConflicts = 5;

    /// <summary>
    /// A call that takes longer returns what it has: slots wait for it, and a person's calls to the sweep wait behind it. After a restart,
    /// hundreds of trials may have come to their levels.
    /// </summary>
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How many trials are proposed together, if the longest of them begins first. More would not help much, because it is the last ones
    /// that should be short; and if all trials fail, fewer fail.
    /// </summary>
    private const int LookAhead = 16;

    private DecisionFold? _fold;
    private bool? _looksAhead;

    /// <summary>Whether the last call left something to decide because it took long.</summary>
    public bool HasMore { get; private set; }

    /// <summary>
    /// Decides as far as the search can now: holds, promotes and ends trials, proposes others, or ends. If nothing is wanted, it only
    /// decides what needs no slot.
    /// </summary>
    /// <param name="wanted">How many trials are wanted; the seeds of a combination come together, so there may be more.</param>
    /// <returns>The trials that wait for slots now; none if the search waits for results, or is over.</returns>
    public async Task<ImmutableArray<int>> ProposeAsync(int wanted, CancellationToken cancellationToken)
    {
        var trials = ImmutableArray.CreateBuilder<int>();
        HasMore = false;
        if (!await LookAsync(cancellationToken)) { return []; }
        if (wanted > 0 && (_looksAhead ??= await LooksAheadAsync(cancellationToken))) { wanted = Math.Max(wanted, LookAhead); }
        var (conflicts, begun) = (0, clock.GetTimestamp());
        while (!HasMore)
        {
            var fold = _fold!;
            var isEnough = trials.Count >= wanted;
            var decision = await AskAsync(() => fold.Decide(mayBegin: !isEnough), cancellationToken);
            if (decision is null) { break; }
            if (await store.DecideAsync(sweep, fold.Spec, decision, cancellationToken))
            {
                fold.Take(decision.Row);
                if (fold.BringsWork(decision)) { trials.AddRange(decision.Trials); }
                if (fold.IsOver) { break; }
                HasMore = clock.GetElapsedTime(begun) > _longest;
                continue;
            }

            _fold = null;
            if (++conflicts > MostConflicts || !await LookAsync(cancellationToken)) { break; }
        }

        return trials.ToImmutable();
    }

    private async Task<bool> LooksAheadAsync(CancellationToken cancellationToken) =>
        _fold!.Spec.Search is not null && await store.BeginsWithLongestAsync(_fold.Spec, cancellationToken);

    /// <summary>Decides what needs no slot, because a trial has passed a level.</summary>
    /// <returns>Whether anything was decided.</returns>
    public async Task<bool> JudgeAsync(CancellationToken cancellationToken)
    {
        var known = _fold?.Decisions;
        await ProposeAsync(0, cancellationToken);
        return _fold?.Decisions != known;
    }

    /// <summary>Brings the copy up to date.</summary>
    /// <returns>Whether the sweep decides something now.</returns>
    private async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        if (_fold is { } known)
        {
            var read = await store.SearchNewsAsync(sweep, [.. known.OpenTrials], known.BegunAfter, cancellationToken);
            if (read is not { } news) { return false; }
            if ((news.Decisions, news.Requests) == (known.Decisions, known.Requests))
            {
                known.Apply(news.Trials);
                return true;
            }
        }

        // This activation knows nothing yet, another one has decided, or a person has steered the sweep, maybe past this grain.
        _fold = await store.SearchAsync(sweep, cancellationToken);
        return _fold is not null;
    }

    /// <summary>
    /// Asks a sampler, which computes for a while and must not hold up the silo's other grains. Its error is recorded for people who wait.
    /// </summary>
    private async Task<T> AskAsync<T>(Func<T> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(ask, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _fold = null;
            await store.NoteObstacleAsync(sweep, FirstLine.Of(exception), cancellationToken);
            throw;
        }
    }
}
