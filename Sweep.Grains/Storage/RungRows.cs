using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Storage.Folds;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage;

/// <summary>Notes what trials had reached at the levels at which early stopping compares them.</summary>
internal static class RungRows
{
    /// <summary>
    /// Adds the levels that a trial has passed since they were last noted. Takes effect when the context saves; the points are stored
    /// already.
    /// </summary>
    /// <param name="hasEnded">Whether the trial has trained to its end, and so has passed all levels.</param>
    /// <returns>Whether a level was added; false if its sweep has no early stopping.</returns>
    public static async Task<bool> NoteAsync(
        SherlockContext db, LockedTrial locked, bool hasEnded, CancellationToken cancellationToken)
    {
        if (locked.EarlyStopping is EarlyStopping.None) { return false; }
        var (row, resource) = (locked.Row, locked.Schema.Resource);
        var spec = await db.Sweeps.Where(sweep => sweep.Id == row.SweepId).Select(sweep => sweep.Spec).SingleAsync(cancellationToken);
        var known = RungPoint.Read(row.Rungs);
        var reached = resource.IsStep ? row.Step : row.Epoch;
        var passed = known.ToBuilder();
        foreach (var level in Json.ReadSpec(locked.Schema, spec).Stop!.Rungs.Skip(known.Length))
        {
            if (!hasEnded && level > reached) { break; }
            var step = hasEnded && level > reached ? row.Step : await StepAsync(db, row, resource, level, cancellationToken);
            passed.Add(await PointAsync(db, row, locked.Objective, level, step, passed.LastOrDefault(), cancellationToken));
        }

        if (passed.Count == known.Length) { return false; }
        row.Rungs = Json.Write(passed);
        return true;
    }

    /// <summary>The step at which a trial passed a level.</summary>
    private static async Task<long> StepAsync(
        SherlockContext db, TrialRecord row, ResourceDefinition resource, long level, CancellationToken cancellationToken) =>
        resource.IsStep
            ? level
            : await PointsOf(db, row, resource.Name).Where(point => point.Value >= level)
                .MinAsync(point => (long?)point.Step, cancellationToken) ?? row.Step;

    private static async Task<RungPoint> PointAsync(
        SherlockContext db, TrialRecord row, Objective objective, long level, long step, RungPoint? before,
        CancellationToken cancellationToken)
    {
        var after = before?.Step ?? 0;
        var values = await PointsOf(db, row, objective.Metric)
            .Where(point => point.Step > after && point.Step <= step)
            .OrderBy(point => point.Step)
            .Select(point => point.Value)
            .ToListAsync(cancellationToken);
        var best = values.Aggregate(before?.Best ?? double.NaN, (best, value) => objective.IsBetter(value ?? double.NaN, best) ? value!.Value : best);
        return new(level, step, values.Count > 0 ? values[^1] ?? double.NaN : before?.Value ?? double.NaN, best);
    }

    private static IQueryable<MetricRecord> PointsOf(SherlockContext db, TrialRecord row, string metric)
    {
        var (sweep, trial) = (row.SweepId, row.Number);
        return db.Metrics.Where(point => point.SweepId == sweep && point.Trial == trial && point.Metric == metric);
    }
}
