using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class TrialStore
{
    private readonly ConcurrentDictionary<Guid, AssignedSweep> _sweeps = new();

    /// <summary>
    /// Assigns each of these trials to its slot and begins its next attempt, if the trial is Pending and its sweep runs. If several slots
    /// ask for it at once, one gets it. A trial that already runs for this very slot is answered again: a slot that asks for work trains
    /// nothing, so an earlier answer to it was lost. A trial whose hyperparameters this version cannot read becomes Failed.
    /// </summary>
    /// <param name="requests">The requests; each trial and each slot appears once.</param>
    /// <returns>The trials that could be assigned.</returns>
    public async Task<ImmutableDictionary<TrialId, TrialAssignment>> AssignAsync(
        IReadOnlyList<(TrialId Trial, TrialRequest Slot)> requests, CancellationToken cancellationToken)
    {
        var (assignments, failed) = await _session.WriteAsync(
            StoreOperation.Assign, db => AssignAsync(db, requests, cancellationToken), cancellationToken);
        foreach (var sweep in failed.Select(trial => trial.SweepId).Distinct())
        {
            await _session.WriteAsync(
                StoreOperation.Complete,
                db => SweepCompletion.TryAsync(db, sweep, _clock.GetUtcNow(), cancellationToken),
                cancellationToken);
        }

        return assignments;
    }

    /// <summary>Finds trials that already run for slots whose earlier answers may have been lost.</summary>
    /// <returns>Assignments by slot; slots without one are left out.</returns>
    public Task<ImmutableDictionary<TrialRequest, TrialAssignment>> AssignedAsync(
        IReadOnlyList<TrialRequest> slots, CancellationToken cancellationToken) =>
        _session.ReadAsync(
            async db =>
            {
                var rows = await RunningAsync(db, slots, cancellationToken);
                var owned = slots.Select(slot => (Slot: slot, Row: rows.FirstOrDefault(row => IsOf(row, slot))))
                    .Where(pair => pair.Row is not null)
                    .ToList();
                await AssignedSweep.ReadAsync(db, _sweeps, owned.Select(pair => pair.Row!), cancellationToken);
                owned.RemoveAll(pair => UnreadableTrials.ProblemOf(pair.Row!, _sweeps) is not null);
                var assignments = await AssignAsync(db, [.. owned.Select(pair => pair.Row!)], cancellationToken);
                return owned.ToImmutableDictionary(pair => pair.Slot, pair => assignments[IdOf(pair.Row!)]);
            },
            cancellationToken);

    private async Task<(ImmutableDictionary<TrialId, TrialAssignment> Assignments, IReadOnlyList<TrialId> Failed)> AssignAsync(
        SherlockContext db, IReadOnlyList<(TrialId Trial, TrialRequest Slot)> requests, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        var begun = await AssignStatement.RunAsync(db, requests, now, cancellationToken);
        var processors = requests.ToDictionary(request => request.Trial, request => request.Slot.Processor);
        foreach (var row in begun) { NoteBegin(db, row, processors[IdOf(row)], now); }
        db.Changes.Mixed += await AttemptProcessors.NewlyMixedAsync(db, begun, row => processors[IdOf(row)], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await AssignedSweep.ReadAsync(db, _sweeps, begun, cancellationToken);
        var failed = await UnreadableTrials.FailAsync(db, begun, _sweeps, now, cancellationToken);
        if (begun.Count < requests.Count)
        {
            var own = await RunningAsync(db, [.. requests.Select(request => request.Slot)], cancellationToken);
            begun.AddRange(own.Where(
                row => requests.Any(request => request.Trial == IdOf(row) && IsOf(row, request.Slot))
                    && !begun.Any(one => IdOf(one) == IdOf(row))));
            await AssignedSweep.ReadAsync(db, _sweeps, begun, cancellationToken);
        }

        return (await AssignAsync(db, begun, cancellationToken), failed);
    }

    private static TrialId IdOf(TrialRecord row) => new(row.SweepId, row.Number);

    private static bool IsOf(TrialRecord row, TrialRequest slot) => row.Silo == slot.Silo && row.Slot == slot.Slot;

    /// <summary>The trials that run on these slots' silos: at most as many rows as the silos have slots.</summary>
    private static Task<List<TrialRecord>> RunningAsync(
        SherlockContext db, IReadOnlyList<TrialRequest> slots, CancellationToken cancellationToken)
    {
        var silos = slots.Select(slot => (string?)slot.Silo).Distinct().ToList();
        return db.Trials.Where(trial => trial.Status == TrialStatus.Running && silos.Contains(trial.Silo))
            .AsNoTracking()
            .ToListAsync(cancellationToken);
    }

    private static void NoteBegin(SherlockContext db, TrialRecord row, string? processor, DateTimeOffset now)
    {
        db.Attempts.Add(new()
        {
            SweepId = row.SweepId,
            Trial = row.Number,
            Number = row.Attempt,
            Silo = row.Silo!,
            FromStep = row.Step,
            StartedAt = now,
            Processor = processor,
        });
        db.Events.Add(new()
        {
            Time = now,
            SweepId = row.SweepId,
            Trial = row.Number,
            Kind = EventKind.Claimed,
            Text = $"attempt {row.Attempt} on {row.Silo}",
        });
    }

    private async Task<ImmutableDictionary<TrialId, TrialAssignment>> AssignAsync(
        SherlockContext db, List<TrialRecord> rows, CancellationToken cancellationToken)
    {
        var ends = await LastEndsAsync(db, rows, cancellationToken);
        var assignments = ImmutableDictionary.CreateBuilder<TrialId, TrialAssignment>();
        foreach (var row in rows)
        {
            var (id, sweep) = (IdOf(row), _sweeps[row.SweepId]);

            // An attempt begins at the newest checkpoint's step. Step 0 means that no checkpoint exists.
            var checkpoint = row.Step == 0 ? null : await CheckpointRows.NewestAsync(db, id, cancellationToken);
            assignments.Add(id, new(
                id, row.Attempt, sweep.Name, sweep.Folder, sweep.Corpus, row.Seed,
                sweep.Schema.FromJson(row.Hyperparameters), sweep.Objective, checkpoint, sweep.Schema,
                ends.TryGetValue((row.SweepId, row.Number, row.Attempt - 1), out var ended) ? ended : null)
            {
                OtherSettings = sweep.OtherSettings,
                Patience = sweep.Patience,
                Best = Rows.Best(row, sweep.Objective.Metric),
                Until = row.Until,
                Reached = await ReachedAsync(db, row, sweep.Schema.Resource, cancellationToken),
            });
        }

        return assignments.ToImmutable();
    }

    /// <summary>
    /// The level that the checkpoint of a trial has reached; 0 if its attempt does not end at a level, or if steps count it.
    /// </summary>
    private static async Task<long> ReachedAsync(
        SherlockContext db, TrialRecord row, ResourceDefinition resource, CancellationToken cancellationToken)
    {
        if (row.Until is null || row.Step == 0 || resource.IsStep) { return 0; }
        var (sweep, trial, step) = (row.SweepId, row.Number, row.Step);
        return (long)(await db.Metrics
            .Where(point => point.SweepId == sweep && point.Trial == trial && point.Metric == resource.Name && point.Step <= step)
            .MaxAsync(point => point.Value, cancellationToken) ?? 0);
    }

    /// <summary>
    /// The times at which the earlier attempts of trials ended. Most trials have no earlier attempt; if none has, nothing is queried.
    /// </summary>
    private static async Task<Dictionary<(Guid Sweep, int Trial, int Attempt), DateTimeOffset>> LastEndsAsync(
        SherlockContext db, List<TrialRecord> rows, CancellationToken cancellationToken)
    {
        var again = rows.Where(row => row.Attempt > 1).ToList();
        if (again.Count == 0) { return []; }
        var (sweeps, trials) = (again.Select(row => row.SweepId).Distinct().ToList(), again.Select(row => row.Number).Distinct().ToList());
        var ends = await db.Attempts
            .Where(attempt => sweeps.Contains(attempt.SweepId) && trials.Contains(attempt.Trial) && attempt.EndedAt != null)
            .Select(attempt => new { attempt.SweepId, attempt.Trial, attempt.Number, attempt.EndedAt })
            .ToListAsync(cancellationToken);
        return ends.ToDictionary(end => (end.SweepId, end.Trial, end.Number), end => end.EndedAt!.Value);
    }
}
