using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Storage.Folds;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>Carries out what a decision says about a sweep and its trials, in the transaction that stores the decision.</summary>
/// <param name="cost">See <see cref="TrialRecord.Cost"/>, of the trials that the decision adds.</param>
internal sealed class DecisionEffects(SherlockContext db, Guid sweep, SweepSpec spec, DateTimeOffset now, double? cost)
{
    private const string Nothing = "nothing could be promoted any more";

    private bool IsHolding => spec.Stop is { Holds: true };

    /// <returns>False if a trial has changed since the decision was made, and nothing was done.</returns>
    public async Task<bool> ApplyAsync(NewDecision decision, CancellationToken cancellationToken)
    {
        switch (decision.Kind)
        {
            case DecisionKind.Propose when decision.Combination is { } combination:
                await db.Dialect.InsertAsync(db, TrialsOf(combination, UntilOf(decision)), cancellationToken);
                return true;
            case DecisionKind.Propose:
                var until = UntilOf(decision);
                await Rows(decision).ExecuteUpdateAsync(set => set.SetProperty(row => row.Until, until), cancellationToken);
                return true;
            case DecisionKind.Promote when IsHolding:
                return await PromoteAsync(decision, cancellationToken);
            case DecisionKind.Prune when IsHolding:
                await PruneHeldAsync(cancellationToken);
                return true;
            case DecisionKind.Prune:
                return await PruneAsync(decision, cancellationToken);
            case DecisionKind.End when !IsHolding:
                await EndSearchAsync(cancellationToken);
                return true;
            default:
                return true;
        }
    }

    /// <summary>The level at which an attempt ends before the trial's end; null if it trains to the end.</summary>
    private long? UntilOf(NewDecision decision) => IsHolding && decision.Level < spec.Stop!.Rungs[^1] ? decision.Level : null;

    private IQueryable<TrialRecord> Rows(NewDecision decision)
    {
        var numbers = decision.Trials.ToList();
        return db.Trials.Where(row => row.SweepId == sweep && numbers.Contains(row.Number));
    }

    private IEnumerable<TrialRecord> TrialsOf(NewCombination combination, long? until) => spec.Seeds.Select(
        (seed, index) => SweepStore.NewTrial(
            sweep, combination.FirstTrial + index, spec, new(combination.FirstTrial + index, seed, combination.Hyperparameters), until,
            cost));

    private async Task<bool> PromoteAsync(NewDecision decision, CancellationToken cancellationToken)
    {
        // A person may have cancelled one of them. Persons take turns with decisions. One seed may be done earlier than others.
        var ready = await Rows(decision).CountAsync(
            row => row.Status == TrialStatus.Held || row.Status == TrialStatus.Completed, cancellationToken);
        if (ready < decision.Trials.Count) { return false; }
        var until = UntilOf(decision);
        var text = string.Create(CultureInfo.InvariantCulture, $"to {spec.Schema.Resource.Name} {decision.Level}");
        await Rows(decision).ApplyAsync(TrialEvent.Promote, set => set.SetProperty(row => row.Until, until), cancellationToken);
        db.Changes.Promoted += decision.Trials.Count;
        foreach (var trial in decision.Trials) { Note(trial, EventKind.Promoted, text); }
        return true;
    }

    private async Task PruneHeldAsync(CancellationToken cancellationToken)
    {
        var held = db.Trials.Where(row => row.SweepId == sweep && row.Status == TrialStatus.Held);
        var numbers = await held.Select(row => row.Number).ToListAsync(cancellationToken);
        await held.ApplyAsync(
            TrialEvent.Prune,
            set => set.SetProperty(row => row.Reason, Nothing).SetProperty(row => row.FinishedAt, now),
            cancellationToken);
        db.Changes.Pruned += numbers.Count;
        foreach (var number in numbers) { Note(number, EventKind.Pruned, Nothing); }
        await EndSearchAsync(cancellationToken);
    }

    private async Task<bool> PruneAsync(NewDecision decision, CancellationToken cancellationToken)
    {
        var reason = string.Create(CultureInfo.InvariantCulture, $"poor at {spec.Schema.Resource.Name} {decision.Level}");
        var numbers = await Rows(decision).WhereChangedBy(TrialEvent.Prune).Select(row => row.Number).ToListAsync(cancellationToken);
        if (numbers.Count == 0) { return false; }
        await Rows(decision).ApplyAsync(
            TrialEvent.Prune,
            set => set.SetProperty(row => row.Reason, reason).SetProperty(row => row.FinishedAt, now),
            cancellationToken);
        var attempts = db.Attempts.Where(row => row.SweepId == sweep && numbers.Contains(row.Trial));
        await SweepStore.EndAttemptsAsync(attempts, AttemptEnd.Pruned, reason, now, cancellationToken);
        db.Changes.Pruned += numbers.Count;
        foreach (var number in numbers) { Note(number, EventKind.Pruned, reason); }
        return true;
    }

    private void Note(int trial, EventKind kind, string text) =>
        db.Events.Add(new() { Time = now, SweepId = sweep, Trial = trial, Kind = kind, Text = text });

    private Task<int> EndSearchAsync(CancellationToken cancellationToken) => db.Sweeps.Where(row => row.Id == sweep)
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.IsSearching, false), cancellationToken);
}
