using System.Collections.Immutable;
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
    /// <param name="levels">The levels of its sweep, ascending.</param>
    /// <param name="hasEnded">Whether the trial has trained to its end, and so has passed all levels.</param>
    /// <returns>Whether a level was added.</returns>
    public static async Task<bool> NoteAsync(
        SherlockContext db, LockedTrial locked, ImmutableArray<long> levels, bool hasEnded, CancellationToken cancellationToken)
    {
        var (row, resource) = (locked.Row, locked.Schema.Resource);
        var known = RungPoint.Read(row.Rungs);
        var reached = resource.IsStep ? row.Step : row.Epoch;
        var passed = known.ToBuilder();
        foreach (var level in levels.Skip(known.Length))
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
        var newest = values.Count > 0 ? values[^1] : before?.Value;
        var best = values.Select(value => value ?? double.NaN)
            .Aggregate(before?.Best ?? double.NaN, (best, value) => objective.IsBetter(value, best) ? value : best);
        return new(level, step, newest ?? double.NaN, best);
    }

    private static IQueryable<MetricRecord> PointsOf(SherlockContext db, TrialRecord row, string metric)
    {
        var (sweep, trial) = (row.SweepId, row.Number);
        return db.Metrics.Where(point => point.SweepId == sweep && point.Trial == trial && point.Metric == metric);
    }
}
