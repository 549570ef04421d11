using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Storage;

public sealed partial class SweepStore
{
    /// <summary>Whether the sweep's search may propose more trials.</summary>
    internal Task<bool> IsSearchingAsync(Guid id, CancellationToken cancellationToken) =>
        _session.ReadAsync(db => db.Sweeps.AnyAsync(sweep => sweep.Id == id && sweep.IsSearching, cancellationToken), cancellationToken);

    /// <summary>Whether the sweep runs and searches, and none of its trials is open.</summary>
    internal Task<bool> IsIdleAsync(Guid id, CancellationToken cancellationToken) =>
        _session.ReadAsync(
            async db => await Searching(db, id).AnyAsync(cancellationToken)
                && !await db.Trials.Where(trial => trial.SweepId == id).WhereOpen().AnyAsync(cancellationToken),
            cancellationToken);

    /// <summary>Records why a search cannot propose; once, until it decides again or the reason is another one.</summary>
    internal Task NoteObstacleAsync(Guid id, string reason, CancellationToken cancellationToken) =>
        _session.WriteAsync(
            StoreOperation.Decide,
            async db =>
            {
                if (await SearchObstacles.ErrorAsync(db, id, cancellationToken) == reason) { return false; }
                db.Events.Add(new() { Time = _clock.GetUtcNow(), SweepId = id, Kind = EventKind.NotProposed, Text = reason });
                return await db.SaveChangesAsync(cancellationToken) > 0;
            },
            cancellationToken);

    /// <summary>Reads all of a search: its specification, its decisions and its trials.</summary>
    /// <returns>Null if the sweep does not run, or does not search.</returns>
    internal Task<SearchFold?> SearchAsync(Guid id, CancellationToken cancellationToken) =>
        _session.ReadAsync(
            async db =>
            {
                var decisions = await db.SearchDecisions.Where(row => row.SweepId == id)
                    .OrderBy(row => row.Number)
                    .Select(row => new { row.Number, row.Kind, row.Cell })
                    .ToListAsync(cancellationToken);
                var trials = await ReadAsync(db.Trials.Where(row => row.SweepId == id), cancellationToken);

                // Last: if the search is extended meanwhile, the decision that says so is missing here, and the next one is refused.
                var sweep = await Searching(db, id).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
                if (sweep is null) { return null; }
                var fold = new SearchFold(Json.ReadSpec(await db.SchemaAsync(sweep, cancellationToken), sweep.Spec));
                foreach (var decision in decisions) { fold.Apply(decision.Number, decision.Kind, decision.Cell); }
                fold.Apply(trials);
                return fold;
            },
            cancellationToken);

    /// <summary>Reads what may have changed in a search. The cost does not depend on the trials that have ended.</summary>
    /// <param name="open">The trials to read.</param>
    /// <returns>Null if the sweep does not run, or does not search.</returns>
    internal Task<SearchNews?> SearchNewsAsync(Guid id, IReadOnlyCollection<int> open, CancellationToken cancellationToken) =>
        _session.ReadAsync(
            async db =>
            {
                var last = await Searching(db, id)
                    .Select(sweep => (int?)(db.SearchDecisions.Where(row => row.SweepId == id).Max(row => (int?)row.Number) ?? 0))
                    .SingleOrDefaultAsync(cancellationToken);
                var numbers = open.ToList();
                return last is not { } decisions
                    ? null
                    : new SearchNews(
                        decisions,
                        await ReadAsync(db.Trials.Where(row => row.SweepId == id && numbers.Contains(row.Number)), cancellationToken));
            },
            cancellationToken);

    /// <summary>
    /// Stores a decision together with the trials that it makes, or with the end of the search. If it was the end and no trial is open, the
    /// sweep is completed.
    /// </summary>
    /// <returns>
    /// False if nothing was stored: another decision has the number, or the sweep does not run, or does not search any more.
    /// </returns>
    internal Task<bool> DecideAsync(Guid id, SweepSpec spec, NewDecision decision, CancellationToken cancellationToken) =>
        _session.WriteAsync(
            StoreOperation.Decide,
            async db =>
            {
                // Decisions of a sweep take turns, so each sees the one before it.
                await SweepLocks.TakeAsync(db, id, cancellationToken);
                if (!await Searching(db, id).AnyAsync(cancellationToken)
                    || await LastDecisionAsync(db, id, cancellationToken) != decision.Number - 1)
                {
                    return false;
                }

                var now = _clock.GetUtcNow();
                await AddAsync(db, id, decision, now, cancellationToken);
                if (decision.Combination is { } combination)
                {
                    await db.Dialect.InsertAsync(db, TrialsOf(id, spec, combination), cancellationToken);
                }

                if (decision.Kind is DecisionKind.End) { await EndSearchAsync(db, id, now, cancellationToken); }
                return true;
            },
            cancellationToken);

    private static IQueryable<SweepRecord> Searching(SherlockContext db, Guid id) =>
        db.Sweeps.Where(sweep => sweep.Id == id && sweep.Status == SweepStatus.Running && sweep.IsSearching);

    private static Task<List<SearchedTrial>> ReadAsync(IQueryable<TrialRecord> trials, CancellationToken cancellationToken) => trials
        .Select(row => new SearchedTrial(row.Number, row.Status, row.BestValue, row.Step, row.TotalSteps, row.Seconds))
        .ToListAsync(cancellationToken);

    private static async Task<int> LastDecisionAsync(SherlockContext db, Guid id, CancellationToken cancellationToken) =>
        await db.SearchDecisions.Where(row => row.SweepId == id).MaxAsync(row => (int?)row.Number, cancellationToken) ?? 0;

    private static async Task AddAsync(
        SherlockContext db, Guid id, NewDecision decision, DateTimeOffset now, CancellationToken cancellationToken)
    {
        db.SearchDecisions.Add(new()
        {
            SweepId = id,
            Number = decision.Number,
            Kind = decision.Kind,
            Trial = decision.Combination?.FirstTrial,
            Cell = decision.Combination?.Cell,
            Reason = decision.Reason,
            Time = now,
        });
        await db.SaveChangesAsync(cancellationToken);
    }

    private static IEnumerable<TrialRecord> TrialsOf(Guid id, SweepSpec spec, NewCombination combination) => spec.Seeds.Select(
        (seed, index) => NewTrial(
            id, combination.FirstTrial + index, spec.Schema, new(combination.FirstTrial + index, seed, combination.Hyperparameters)));

    private static async Task EndSearchAsync(SherlockContext db, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Sweeps.Where(sweep => sweep.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(sweep => sweep.IsSearching, false), cancellationToken);
        await SweepCompletion.TryAsync(db, id, now, cancellationToken);
    }
}
