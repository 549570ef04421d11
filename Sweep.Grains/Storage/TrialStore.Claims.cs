using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class TrialStore
{
    /// <summary>
    /// Begins the next attempt of each of these trials for its slot, if it is Pending and its sweep runs; of several claims at once one wins. A trial that runs
    /// for this very slot already is answered again: a slot that asks for work trains nothing, so an earlier answer to it was lost. One whose hyperparameters this
    /// version cannot read has Failed.
    /// </summary>
    /// <param name="claims">No trial and no slot twice.</param>
    /// <returns>Those that were to be had.</returns>
    public async Task<ImmutableDictionary<TrialId, TrialAssignment>> ClaimAsync(
        IReadOnlyList<(TrialId Trial, SlotClaim Slot)> claims, CancellationToken cancellationToken)
    {
        var (assignments, failed) = await _session.WriteAsync(StoreOperation.Claim, db => ClaimAsync(db, claims, cancellationToken), cancellationToken);
        foreach (var sweep in failed.Select(trial => trial.SweepId).Distinct())
        {
            await _session.WriteAsync(
                StoreOperation.Complete, db => SweepCompletion.TryAsync(db, sweep, _clock.GetUtcNow(), cancellationToken), cancellationToken);
        }

        return assignments;
    }

    /// <summary>What runs already for slots whose earlier answers may have been lost.</summary>
    /// <returns>By slot, where there is something.</returns>
    public Task<ImmutableDictionary<SlotClaim, TrialAssignment>> ClaimedAsync(IReadOnlyList<SlotClaim> slots, CancellationToken cancellationToken) =>
        _session.ReadAsync(
            async db =>
            {
                var rows = await RunningAsync(db, slots, cancellationToken);
                var owned = slots.Select(slot => (Slot: slot, Row: rows.FirstOrDefault(row => IsOf(row, slot)))).Where(pair => pair.Row is not null).ToList();
                owned.RemoveAll(pair => UnreadableTrials.ProblemOf(pair.Row!) is not null);
                var assignments = await AssignAsync(db, [.. owned.Select(pair => pair.Row!)], cancellationToken);
                return owned.ToImmutableDictionary(pair => pair.Slot, pair => assignments[IdOf(pair.Row!)]);
            },
            cancellationToken);

    private async Task<(ImmutableDictionary<TrialId, TrialAssignment> Assignments, IReadOnlyList<TrialId> Failed)> ClaimAsync(
        SherlockContext db, IReadOnlyList<(TrialId Trial, SlotClaim Slot)> claims, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        var begun = await ClaimStatement.RunAsync(db, claims, now, cancellationToken);
        var processors = claims.ToDictionary(claim => claim.Trial, claim => claim.Slot.Processor);
        foreach (var row in begun) { NoteBegin(db, row, processors[IdOf(row)], now); }
        await db.SaveChangesAsync(cancellationToken);
        var failed = await UnreadableTrials.FailAsync(db, begun, now, cancellationToken);
        if (begun.Count < claims.Count)
        {
            var own = await RunningAsync(db, [.. claims.Select(claim => claim.Slot)], cancellationToken);
            begun.AddRange(own.Where(row => claims.Any(claim => claim.Trial == IdOf(row) && IsOf(row, claim.Slot)) && !begun.Any(one => IdOf(one) == IdOf(row))));
        }

        return (await AssignAsync(db, begun, cancellationToken), failed);
    }

    private static TrialId IdOf(TrialRecord row) => new(row.SweepId, row.Number);

    private static bool IsOf(TrialRecord row, SlotClaim slot) => row.Silo == slot.Silo && row.Slot == slot.Slot;

    /// <summary>What runs on these slots' silos: as many rows as the silos have slots.</summary>
    private static Task<List<TrialRecord>> RunningAsync(SherlockContext db, IReadOnlyList<SlotClaim> slots, CancellationToken cancellationToken)
    {
        var silos = slots.Select(slot => (string?)slot.Silo).Distinct().ToList();
        return db.Trials.Where(trial => trial.Status == TrialStatus.Running && silos.Contains(trial.Silo)).AsNoTracking().ToListAsync(cancellationToken);
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

    private static async Task<ImmutableDictionary<TrialId, TrialAssignment>> AssignAsync(
        SherlockContext db, List<TrialRecord> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) { return ImmutableDictionary<TrialId, TrialAssignment>.Empty; }
        var ids = rows.Select(row => row.SweepId).Distinct().ToList();
        var sweeps = await db.Sweeps.Where(sweep => ids.Contains(sweep.Id))
            .Select(sweep => new { sweep.Id, sweep.Name, sweep.Folder, sweep.Corpus, sweep.Objective, sweep.Goal })
            .ToDictionaryAsync(sweep => sweep.Id, cancellationToken);
        var ends = await LastEndsAsync(db, rows, cancellationToken);
        var assignments = ImmutableDictionary.CreateBuilder<TrialId, TrialAssignment>();
        foreach (var row in rows)
        {
            var (id, sweep) = (IdOf(row), sweeps[row.SweepId]);

            // A claim begins at the newest checkpoint's step: at step 0 there is none.
            var checkpoint = row.Step == 0 ? null : await CheckpointRows.NewestAsync(db, id, cancellationToken);
            assignments.Add(id, new(
                id, row.Attempt, sweep.Name, sweep.Folder, sweep.Corpus, row.Seed,
                Json.ReadHyperparameters(row.Hyperparameters), new(sweep.Objective, sweep.Goal), checkpoint,
                ends.TryGetValue((row.SweepId, row.Number, row.Attempt - 1), out var ended) ? ended : null));
        }

        return assignments.ToImmutable();
    }

    /// <summary>When the earlier attempts of trials ended; most trials have none, and nothing is asked.</summary>
    private static async Task<Dictionary<(Guid Sweep, int Trial, int Attempt), DateTimeOffset>> LastEndsAsync(
        SherlockContext db, List<TrialRecord> rows, CancellationToken cancellationToken)
    {
        var again = rows.Where(row => row.Attempt > 1).ToList();
        if (again.Count == 0) { return []; }
        var (sweeps, trials) = (again.Select(row => row.SweepId).Distinct().ToList(), again.Select(row => row.Number).Distinct().ToList());
        var ends = await db.Attempts.Where(attempt => sweeps.Contains(attempt.SweepId) && trials.Contains(attempt.Trial) && attempt.EndedAt != null)
            .Select(attempt => new { attempt.SweepId, attempt.Trial, attempt.Number, attempt.EndedAt })
            .ToListAsync(cancellationToken);
        return ends.ToDictionary(end => (end.SweepId, end.Trial, end.Number), end => end.EndedAt!.Value);
    }
}
