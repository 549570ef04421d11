using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Storage.Folds;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class SweepStore
{
    /// <summary>Whether the sweep has trials to propose or to promote.</summary>
    internal Task<bool> IsSearchingAsync(Guid id, CancellationToken cancellationToken) =>
        _session.ReadAsync(db => db.Sweeps.AnyAsync(sweep => sweep.Id == id && sweep.IsSearching, cancellationToken), cancellationToken);

    /// <summary>Whether the sweep runs and searches, and none of its trials trains or waits for a slot or a person.</summary>
    internal Task<bool> IsIdleAsync(Guid id, CancellationToken cancellationToken) =>
        _session.ReadAsync(
            async db => await Deciding(db, id).AnyAsync(cancellationToken)
                && !await db.Trials.Where(trial => trial.SweepId == id).WhereOpen()
                    .AnyAsync(trial => trial.Status != TrialStatus.Held, cancellationToken),
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

    /// <summary>Reads all that a sweep decides by: its specification, its decisions and its trials.</summary>
    /// <returns>Null if the sweep does not run, or decides nothing.</returns>
    internal Task<DecisionFold?> SearchAsync(Guid id, CancellationToken cancellationToken) =>
        _session.ReadAsync(
            async db =>
            {
                var requests = await db.Requests.CountAsync(row => row.SweepId == id, cancellationToken);
                var decisions = await db.SearchDecisions.Where(row => row.SweepId == id)
                    .OrderBy(row => row.Number)
                    .Select(row => new DecisionRow(row.Number, row.Kind, row.Trial, row.Cell, row.Level, row.Tick))
                    .ToListAsync(cancellationToken);
                var trials = await ReadAsync(db.Trials.Where(row => row.SweepId == id), cancellationToken);

                // Last: if the search is extended meanwhile, the decision that says so is missing here, and the next one is refused.
                var sweep = await Deciding(db, id).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
                if (sweep is null) { return null; }
                var spec = Json.ReadSpec(await db.SchemaAsync(sweep, cancellationToken), sweep.Spec);
                return DecisionFold.Of(spec, decisions, trials, requests);
            },
            cancellationToken);

    /// <summary>Reads what may have changed in a search. The cost does not depend on the trials that have ended.</summary>
    /// <param name="open">The trials to read.</param>
    /// <param name="begunAfter">Those after this number are read too if they have begun; null reads no others.</param>
    /// <returns>Null if the sweep does not run, or decides nothing.</returns>
    internal Task<SearchNews?> SearchNewsAsync(
        Guid id, IReadOnlyCollection<int> open, int? begunAfter, CancellationToken cancellationToken) =>
        _session.ReadAsync(
            async db =>
            {
                var last = await Deciding(db, id)
                    .Select(sweep => new
                    {
                        Decisions = db.SearchDecisions.Where(row => row.SweepId == id).Max(row => (int?)row.Number) ?? 0,
                        Requests = db.Requests.Count(row => row.SweepId == id),
                    })
                    .SingleOrDefaultAsync(cancellationToken);
                if (last is null) { return null; }
                var trials = await ReadAsync(Changed(db, id, [.. open], begunAfter), cancellationToken);
                return new SearchNews(last.Decisions, last.Requests, trials);
            },
            cancellationToken);

    /// <summary>
    /// Stores a decision together with what it changes: trials are added, may go on or end, or the search ends. If no trial is open then,
    /// the sweep is completed.
    /// </summary>
    /// <returns>
    /// False if nothing was stored: another decision has the number, a trial has changed meanwhile, or the sweep does not run, or decides
    /// nothing any more.
    /// </returns>
    internal async Task<bool> DecideAsync(Guid id, SweepSpec spec, NewDecision decision, CancellationToken cancellationToken)
    {
        var cost = await CostAsync(spec, decision, cancellationToken);
        return await _session.WriteAsync(
            StoreOperation.Decide,
            async db =>
            {
                // Decisions of a sweep take turns, so each sees the one before it.
                await SweepLocks.TakeAsync(db, id, cancellationToken);
                if (!await Deciding(db, id).AnyAsync(cancellationToken)
                    || await LastDecisionAsync(db, id, cancellationToken) != decision.Number - 1)
                {
                    return false;
                }

                var now = _clock.GetUtcNow();
                if (!await new DecisionEffects(db, id, spec, now, cost).ApplyAsync(decision, cancellationToken)) { return false; }
                await AddAsync(db, id, decision, now, cancellationToken);
                if (decision.Kind is DecisionKind.End or DecisionKind.Prune)
                {
                    await SweepCompletion.TryAsync(db, id, now, cancellationToken);
                }

                return true;
            },
            cancellationToken);
    }

    /// <summary>The sweep if it runs and has something to decide.</summary>
    private static IQueryable<SweepRecord> Deciding(SherlockContext db, Guid id) => db.Sweeps.Where(
        sweep => sweep.Id == id && sweep.Status == SweepStatus.Running
            && (sweep.IsSearching || sweep.EarlyStopping != EarlyStopping.None));

    private static IQueryable<TrialRecord> Changed(SherlockContext db, Guid id, List<int> open, int? begunAfter) => begunAfter is { } after
        ? db.Trials.Where(
            row => row.SweepId == id && (open.Contains(row.Number)
                || (row.Number > after && (row.Attempt > 0 || row.Status != TrialStatus.Pending))))
        : db.Trials.Where(row => row.SweepId == id && open.Contains(row.Number));

    private static Task<List<SearchedTrial>> ReadAsync(IQueryable<TrialRecord> trials, CancellationToken cancellationToken) => trials
        .OrderBy(row => row.Number)
        .Select(row => new SearchedTrial(
            row.Number, row.Status, row.BestValue, row.Step, row.TotalSteps, row.Seconds, row.Rungs, row.CellHash, row.Failures))
        .ToListAsync(cancellationToken);

    private static async Task<int> LastDecisionAsync(SherlockContext db, Guid id, CancellationToken cancellationToken) =>
        await db.SearchDecisions.Where(row => row.SweepId == id).MaxAsync(row => (int?)row.Number, cancellationToken) ?? 0;

    private static async Task AddAsync(
        SherlockContext db, Guid id, NewDecision decision, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = decision.Row;
        db.SearchDecisions.Add(new()
        {
            SweepId = id,
            Number = row.Number,
            Kind = row.Kind,
            Trial = row.Trial,
            Cell = row.Cell,
            Level = row.Level,
            Tick = row.Tick,
            Reason = decision.Reason,
            Time = now,
        });
        await db.SaveChangesAsync(cancellationToken);
    }
}
