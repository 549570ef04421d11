using System.Diagnostics;
using Sweep.Grains.Search;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Scheduling;

/// <summary>
/// Takes the steps of one sweep's search: reads what is new, decides, and stores the decision with the trials that it makes. What it keeps
/// is a copy of the database, which saves reading all of it again. Used from one grain, so by one caller at a time.
/// </summary>
internal sealed class SearchSteps(Guid sweep, SweepStore store)
{
    /// <summary>How often another activation of the grain may decide first, within one call.</summary>
    private const int MostConflicts = 5;

    /// <summary>
    /// A call that takes longer returns what it has: slots wait for it, and a person's calls to the sweep wait behind it.
    /// </summary>
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(1);

    private SearchFold? _fold;
    private SearchCourse? _course;

    /// <summary>Forgets the copy, because a person changed what has ended.</summary>
    public void Forget() => _fold = null;

    /// <summary>Proposes trials as far as the search can now.</summary>
    /// <param name="wanted">How many trials are wanted; the seeds of a combination come together, so there may be more.</param>
    /// <returns>How many trials were added; 0 if the search waits for results, or is over.</returns>
    public async Task<int> ProposeAsync(int wanted, CancellationToken cancellationToken)
    {
        if (!await LookAsync(cancellationToken)) { return 0; }
        var (before, conflicts, begun) = (_fold!.Trials, 0, Stopwatch.GetTimestamp());
        while (true)
        {
            var (fold, course) = (_fold, _course!);
            var added = fold.Trials - before;
            var isEnough = added >= wanted || (added > 0 && Stopwatch.GetElapsedTime(begun) > _longest);

            var move = await AskAsync(() => course.Next(fold.History, mayPropose: !isEnough), cancellationToken);
            if (move.IsWait) { return fold.Trials - before; }
            if (await StoreAsync(fold, move, cancellationToken))
            {
                if (move.End is not null) { return fold.Trials - before; }
                continue;
            }

            Forget();
            if (++conflicts > MostConflicts || !await LookAsync(cancellationToken)) { return fold.Trials - before; }
        }
    }

    /// <summary>Brings the copy up to date.</summary>
    /// <returns>Whether the sweep searches now.</returns>
    private async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        if (_fold is { } known)
        {
            if (await store.SearchNewsAsync(sweep, [.. known.OpenTrials], cancellationToken) is not { } news) { return false; }
            if (news.Decisions == known.Decisions)
            {
                known.Apply(news.Trials);
                return true;
            }
        }

        // This activation knows nothing yet, or another one has decided.
        _fold = await store.SearchAsync(sweep, cancellationToken);
        if (_fold is not { } fold) { return false; }
        _course = await AskAsync(() => CourseOf(fold), cancellationToken);
        return true;
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
            Forget();
            await store.NoteObstacleAsync(sweep, FirstLine.Of(exception), cancellationToken);
            throw;
        }
    }

    private async Task<bool> StoreAsync(SearchFold fold, SearchMove move, CancellationToken cancellationToken)
    {
        var decision = move.Proposal is { } proposal
            ? new NewDecision(
                fold.Decisions + 1, DecisionKind.Propose, ReasonJson.Write(proposal.Reason),
                new(fold.Trials + 1, fold.Space.ToJson(proposal.Cell), fold.Space.Of(proposal.Cell)))
            : new NewDecision(fold.Decisions + 1, DecisionKind.End, ReasonJson.Write(move.End!));
        if (!await store.DecideAsync(sweep, fold.Spec, decision, cancellationToken)) { return false; }
        fold.Apply(decision.Number, decision.Kind, decision.Combination?.Cell);
        return true;
    }

    private static SearchCourse CourseOf(SearchFold fold)
    {
        var search = fold.Spec.Search!;
        return new(
            new Searcher(Samplers.Create(search.Sampler, search.IsNoisy), [.. search.Start.Select(fold.Space.CellOf)]),
            new()
            {
                Seeds = fold.Spec.Seeds.Length,
                Trials = search.Trials,
                Hours = search.Hours,
                Steps = search.Steps,
                Patience = search.Patience,
                Lag = search.IsRepeatable ? search.Lag ?? 1 : null,
            });
    }
}
