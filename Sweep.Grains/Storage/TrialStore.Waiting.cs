using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class TrialStore
{
    /// <summary>The sweeps that run and that this program can read, and which slots train for them.</summary>
    internal Task<QueueSnapshot> SnapshotAsync(CancellationToken cancellationToken) =>
        _session.ReadAsync(
            async db =>
            {
                var sweeps = await db.Sweeps.Where(sweep => sweep.Status == SweepStatus.Running)
                    .Select(sweep => new WaitingSweep(
                        sweep.Id, sweep.Folder, sweep.Priority, sweep.CreatedAt, new TrainableId(sweep.Trainable, sweep.TrainableVersion),
                        sweep.IsSearching, sweep.LongestFirst))
                    .ToListAsync(cancellationToken);
                var running = await db.Trials.Where(trial => trial.Status == TrialStatus.Running)
                    .Select(trial => new BusySlot(trial.Silo!, trial.Slot ?? 0, trial.SweepId))
                    .ToListAsync(cancellationToken);

                // A sweep of a newer version of the program waits, and delays no other.
                var readable = new List<WaitingSweep>();
                foreach (var sweep in sweeps)
                {
                    if (await db.TrySchemaAsync(sweep.Trainable, cancellationToken) is not null) { readable.Add(sweep); }
                }

                return new QueueSnapshot(readable, running);
            },
            cancellationToken);

    /// <inheritdoc cref="SiloTrainables.ReadAsync"/>
    internal Task<IReadOnlySet<TrainableId>?> TrainedAsync(CancellationToken cancellationToken) =>
        _session.ReadAsync(db => SiloTrainables.ReadAsync(db, cancellationToken), cancellationToken);

    /// <inheritdoc cref="SiloTrainables.SilosAsync"/>
    internal Task<IReadOnlyList<string>> TrainingSilosAsync(CancellationToken cancellationToken) =>
        _session.ReadAsync(db => SiloTrainables.SilosAsync(db, cancellationToken), cancellationToken);

    /// <summary>Counts the trials of all sweeps.</summary>
    internal Task<TrialCounts> CountAsync(CancellationToken cancellationToken) =>
        _session.ReadAsync(
            async db =>
            {
                var rows = await db.Trials
                    .Join(
                        db.Sweeps,
                        trial => trial.SweepId,
                        sweep => sweep.Id,
                        (trial, sweep) => new
                        {
                            trial.Status,
                            Sweep = sweep.Status,

                            // A grid with early stopping has trials that its search has not let begin.
                            MayBegin = trial.Until == null || trial.Until > 0,
                        })
                    .GroupBy(row => row)
                    .Select(group => new { group.Key.Status, group.Key.Sweep, group.Key.MayBegin, Count = group.LongCount() })
                    .ToListAsync(cancellationToken);
                return new TrialCounts(
                    rows.GroupBy(row => row.Status).ToImmutableDictionary(group => group.Key, group => group.Sum(row => row.Count)),
                    rows.Where(row => row is { Status: TrialStatus.Pending, Sweep: SweepStatus.Running, MayBegin: true })
                        .Sum(row => row.Count));
            },
            cancellationToken);

    /// <summary>The numbers of a sweep's first trials that wait for a slot, in ascending order.</summary>
    /// <param name="after">
    /// The number to continue after. Trials that were assigned up to it leave dead entries in the index, which must not be read again.
    /// </param>
    internal Task<List<int>> WaitingAsync(Guid sweep, int after, int most, CancellationToken cancellationToken) =>
        _session.ReadAsync(
            db => db.Trials.Where(trial => trial.SweepId == sweep && trial.Status == TrialStatus.Pending && trial.Number > after)
                .Where(trial => trial.Until == null || trial.Until > 0)
                .OrderBy(trial => trial.Number)
                .Select(trial => trial.Number)
                .Take(most)
                .ToListAsync(cancellationToken),
            cancellationToken);

    /// <summary>A sweep's trials that wait for a slot, those that are likely to cost most first.</summary>
    /// <param name="after">The trial to continue after; null from the first.</param>
    internal Task<List<CostedTrial>> LongestAsync(Guid sweep, CostedTrial? after, int most, CancellationToken cancellationToken)
    {
        var (cost, number) = (after?.Cost ?? double.MaxValue, after?.Number ?? 0);
        return _session.ReadAsync(
            db => db.Trials.Where(trial => trial.SweepId == sweep && trial.Status == TrialStatus.Pending)
                .Where(trial => trial.Until == null || trial.Until > 0)
                .Where(trial => (trial.Cost ?? 0) < cost || ((trial.Cost ?? 0) == cost && trial.Number > number))
                .OrderByDescending(trial => trial.Cost ?? 0)
                .ThenBy(trial => trial.Number)
                .Select(trial => new CostedTrial(trial.Number, trial.Cost ?? 0))
                .Take(most)
                .ToListAsync(cancellationToken),
            cancellationToken);
    }

    /// <summary>What a sweep's completed trials have taken, for each estimated cost.</summary>
    internal Task<List<MeasuredCost>> MeasuredAsync(Guid sweep, CancellationToken cancellationToken) =>
        _session.ReadAsync(
            db => db.Trials.Where(trial => trial.SweepId == sweep && trial.Status == TrialStatus.Completed)
                .Where(trial => trial.Cost != null && trial.Seconds > 0)
                .GroupBy(trial => trial.Cost!.Value)
                .Select(group => new MeasuredCost(group.Key, group.Average(trial => trial.Seconds), group.Count()))
                .ToListAsync(cancellationToken),
            cancellationToken);
}
