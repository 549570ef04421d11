using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Search;
using Sweep.Grains.Storage.Folds;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class SweepStore
{
    /// <summary>Gives a search more trials, hours or steps, or its trials a larger total, and lets it go on if it has ended.</summary>
    /// <returns>The number of settings that changed.</returns>
    /// <exception cref="SherlockException">
    /// The sweep does not search, or was cancelled, or could not go on with what it is given.
    /// </exception>
    public Task<int> ExtendSearchAsync(Guid id, SteeringRequest request, SearchBudget more, CancellationToken cancellationToken) =>
        OnceAsync("extend", id, request, async (db, now) =>
        {
            await RequireNotCancelledAsync(db, id, cancellationToken);
            var sweep = await db.Sweeps.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken);
            var old = Json.ReadSpec(await db.SchemaAsync(sweep, cancellationToken), sweep.Spec);
            if (old.Search is null && more is not { Resource: not null, Trials: null, Hours: null, Steps: null })
            {
                throw new SherlockException($"'{sweep.Folder}' is a grid: extend it with a grid that has more combinations.");
            }

            if (more.Resource is not null && sweep.Status is not SweepStatus.Completed)
            {
                throw new SherlockException(
                    $"'{sweep.Folder}' has not ended, and its trials train to the total that they began with; "
                    + "allowed: --resource after its end.");
            }

            var used = await UsedAsync(db, id, cancellationToken);
            var hasEnded = !sweep.IsSearching || await HasEndedAsync(db, id, cancellationToken);
            var extended = SearchExtension.By(more, old, used, hasEnded);
            return await GoOnAsync(db, sweep, ("budget", request.By), old, extended, used, now, cancellationToken);
        }, cancellationToken);

    /// <summary>Whether a search proposes no more, although its trials may be promoted.</summary>
    private static Task<bool> HasEndedAsync(SherlockContext db, Guid id, CancellationToken cancellationToken) => db.SearchDecisions
        .Where(row => row.SweepId == id && (row.Kind == DecisionKind.End || row.Kind == DecisionKind.Extend))
        .OrderByDescending(row => row.Number)
        .Take(1)
        .AnyAsync(row => row.Kind == DecisionKind.End, cancellationToken);

    /// <summary>Takes over the settings of another file of the same search.</summary>
    private static async Task<int> ExtendSearchAsync(
        SherlockContext db, SweepRecord sweep, SweepSpec old, SweepSpec file, string? person, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var extended = SpecMerge.Of(old, file) with { Search = SearchExtension.From(file.Search!, old.Search!) };
        return await GoOnAsync(
            db, sweep, ("file", person), old, extended, await UsedAsync(db, sweep.Id, cancellationToken), now, cancellationToken);
    }

    private static async Task<int> GoOnAsync(
        SherlockContext db, SweepRecord sweep, (string Means, string? Person) by, SweepSpec old, SweepSpec extended, SearchUse used,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var changes = SearchExtension.Changes(old, extended);
        if (changes.IsEmpty) { return 0; }

        // Trials that train longer need no room for others.
        if (old.Stop == extended.Stop) { SearchExtension.RequireRoom(sweep.Folder, extended, used); }
        var (id, spec) = (sweep.Id, Json.Write(extended));
        await AddAsync(db, id, new ExtendReason(by.Means, changes), now, cancellationToken);
        await db.Sweeps.Where(row => row.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Spec, spec).SetProperty(row => row.IsSearching, true), cancellationToken);
        await ReopenAsync(db, id, extended, TrialStatus.Pruned, cancellationToken);
        if (old.Stop != extended.Stop)
        {
            await RequireCheckpointsAsync(db, sweep, cancellationToken);
            await TrainLongerAsync(db, id, extended, cancellationToken);
        }

        await RunAgainAsync(db, id, cancellationToken);
        var text = string.Join(", ", changes.Select(change => $"{change.Setting} {change.After ?? "none"}"));
        db.Events.Add(new() { Time = now, SweepId = id, Kind = EventKind.Extended, Text = text, By = by.Person });
        return changes.Length;
    }

    /// <summary>Records an extension as the next decision.</summary>
    private static async Task AddAsync(
        SherlockContext db, Guid id, ExtendReason reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var number = await LastDecisionAsync(db, id, cancellationToken) + 1;
        await AddAsync(db, id, new NewDecision(number, DecisionKind.Extend, ReasonJson.Write(reason)), now, cancellationToken);
    }

    /// <summary>Gives all trials the larger total, so that those that have ended may go on to it.</summary>
    private static async Task TrainLongerAsync(SherlockContext db, Guid id, SweepSpec spec, CancellationToken cancellationToken)
    {
        await ReopenAsync(db, id, spec, TrialStatus.Completed, cancellationToken);
        var name = spec.Schema.Resource.Hyperparameter!;
        var rows = await db.Trials.Where(row => row.SweepId == id)
            .Select(row => new { row.Number, row.Hyperparameters })
            .ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            var longer = spec.Schema.FromJson(row.Hyperparameters).With(name, spec.Trial[name]);
            var (json, hash) = (Json.Write(longer), Json.Hash(spec.Schema, longer));
            await db.Trials.Where(trial => trial.SweepId == id && trial.Number == row.Number).ExecuteUpdateAsync(
                set => set.SetProperty(trial => trial.Hyperparameters, json).SetProperty(trial => trial.CellHash, hash), cancellationToken);
        }
    }

    /// <summary>Lets trials of a status wait for the search again, if they have a checkpoint to go on from.</summary>
    internal static async Task ReopenAsync(
        SherlockContext db, Guid id, SweepSpec spec, TrialStatus status, CancellationToken cancellationToken)
    {
        if (spec.Stop is not { Holds: true }) { return; }
        await db.Trials.Where(row => row.SweepId == id && row.Status == status)
            .Where(row => db.Checkpoints.Any(checkpoint => checkpoint.SweepId == id && checkpoint.Trial == row.Number))
            .ApplyAsync(
                TrialEvent.Reopen,
                set => set.SetProperty(row => row.Reason, (string?)null).SetProperty(row => row.FinishedAt, (DateTimeOffset?)null),
                cancellationToken);
    }

    private static async Task<SearchUse> UsedAsync(SherlockContext db, Guid id, CancellationToken cancellationToken)
    {
        var trials = db.Trials.Where(row => row.SweepId == id);
        return new(
            await trials.CountAsync(cancellationToken),
            await trials.SumAsync(row => row.Seconds, cancellationToken) / 3600,
            await trials.SumAsync(row => row.Step, cancellationToken));
    }
}
