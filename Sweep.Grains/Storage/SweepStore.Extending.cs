using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Grids;
using Sweep.Grains.Search;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class SweepStore
{
    /// <summary>
    /// Adds the combinations of another grid that the sweep lacks, or takes over the settings of a search. A completed sweep runs again.
    /// </summary>
    /// <returns>The number of trials that were added; for a search the number of settings that changed.</returns>
    /// <exception cref="SherlockException">
    /// A setting, the objective or a search's space differs, or the sweep was cancelled.
    /// </exception>
    public async Task<int> ExtendAsync(Guid id, SteeringRequest request, SweepSpec spec, CancellationToken cancellationToken)
    {
        var costs = await CostsAsync(spec, cancellationToken);
        return await OnceAsync("extend", id, request, async (db, now) =>
        {
            await RequireNotCancelledAsync(db, id, cancellationToken);
            var sweep = await db.Sweeps.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken);
            var old = Json.ReadSpec(await db.SchemaAsync(sweep, cancellationToken), sweep.Spec);
            var file = StopExtension.WithTotalOf(old, spec);
            SpecMerge.RequireSameTask(sweep.Folder, old, file);
            if (old.Search is not null) { return await ExtendSearchAsync(db, sweep, old, file, request.By, now, cancellationToken); }
            var added = await LackingAsync(db, id, file, costs, cancellationToken);
            if (added.Count == 0) { return 0; }
            await db.Dialect.InsertAsync(db, added, cancellationToken);
            var merged = Json.Write(SpecMerge.Of(old, file));
            await db.Sweeps.Where(row => row.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Spec, merged), cancellationToken);
            if (old.Stop is { Holds: true }) { await ExtendHoldingAsync(db, id, old, added, now, cancellationToken); }
            await RunAgainAsync(db, id, cancellationToken);
            var text = string.Create(CultureInfo.InvariantCulture, $"{added.Count} trials from number {added[0].Number}");
            db.Events.Add(new() { Time = now, SweepId = id, Kind = EventKind.Extended, Text = text, By = request.By });
            return added.Count;
        }, cancellationToken);
    }

    /// <summary>The decision says to all that know the grid that it is larger now.</summary>
    private static async Task ExtendHoldingAsync(
        SherlockContext db, Guid id, SweepSpec spec, List<TrialRecord> added, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (before, after) = (added[0].Number - 1, added[^1].Number);
        var change = new SettingChange(
            "trials", before.ToString(CultureInfo.InvariantCulture), after.ToString(CultureInfo.InvariantCulture));
        await AddAsync(db, id, new ExtendReason("file", [change]), now, cancellationToken);
        await ReopenAsync(db, id, spec, TrialStatus.Pruned, cancellationToken);
    }

    /// <summary>The grid's trials that the sweep does not have, with numbers that follow its last one.</summary>
    private static async Task<List<TrialRecord>> LackingAsync(
        SherlockContext db, Guid id, SweepSpec spec, double?[] costs, CancellationToken cancellationToken)
    {
        var trials = db.Trials.Where(row => row.SweepId == id);
        var known = (await trials.Select(row => new { row.CellHash, row.Seed }).ToListAsync(cancellationToken))
            .Select(row => (row.CellHash, row.Seed)).ToHashSet();
        var number = await trials.MaxAsync(row => (int?)row.Number, cancellationToken) ?? 0;
        var added = new List<TrialRecord>();
        foreach (var cell in GridExpansion.Cells(spec))
        {
            var trial = NewTrial(id, number + 1, spec, cell, FirstLevel(spec), costs.ElementAtOrDefault(cell.Number - 1));
            if (!known.Add((trial.CellHash, trial.Seed))) { continue; }
            added.Add(trial);
            number++;
        }

        return added;
    }
}
