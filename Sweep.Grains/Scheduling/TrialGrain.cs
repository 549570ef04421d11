using Orleans.Placement;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Scheduling;

/// <summary>
/// Passes the messages of one trial on to <see cref="TrialStore"/>, whose conditional writes contain the rules. It lives on the silo whose
/// slot trains the trial.
/// </summary>
[GrainType("trial"), Immovable, PreferLocalPlacement]
internal sealed class TrialGrain(TrialStore store) : Grain, ITrialGrain
{
    private readonly TrialState _state = new();

    private TrialId Id => TrialId.Parse(this.GetPrimaryKeyString());

    private ISweepGrain Sweep => GrainFactory.GetGrain<ISweepGrain>(Id.SweepId);

    public async Task<TrialDecision> ReportAsync(TrialReport report, CancellationToken cancellationToken = default)
    {
        if (_state.IsOver(report.Attempt)) { return TrialDecision.Stop; }
        var (decision, isJudged) = await store.StoreAsync(Id, report, cancellationToken);
        if (decision is TrialDecision.Stop) { _state.End(report.Attempt); }

        // If the search ends the trial, the next report is told.
        if (isJudged) { await Sweep.JudgeAsync(cancellationToken); }
        return decision;
    }

    public async Task<TrialStatus?> FinishAsync(int attempt, TrialOutcome outcome, CancellationToken cancellationToken = default)
    {
        var status = await store.FinishAsync(Id, attempt, outcome, cancellationToken);
        _state.End(attempt);

        // If a call is repeated because its answer was lost, it gets the same answer, and these messages are sent again.
        if (status is TrialStatus.Pending) { await GrainFactory.GetGrain<ITrialQueueGrain>(0).NudgeAsync(); }
        if (status is { } known && known.IsFinal()) { await Sweep.TrialEndedAsync(Id.Number, cancellationToken); }

        // No caller needs the grain of an ended trial; without this, the grains of a sweep of thousands would all stay in memory.
        DeactivateOnIdle();
        return status;
    }

    public async Task<TrialStatus?> HoldAsync(int attempt, CancellationToken cancellationToken = default)
    {
        var status = await store.HoldAsync(Id, attempt, cancellationToken);
        _state.End(attempt);
        if (status is TrialStatus.Held) { await Sweep.TrialEndedAsync(Id.Number, cancellationToken); }

        // A trial may be held for long, and no caller needs its grain.
        DeactivateOnIdle();
        return status;
    }

    public async Task HandBackAsync(int attempt, string? reason = null, CancellationToken cancellationToken = default)
    {
        await store.HandBackAsync(Id, attempt, reason, cancellationToken);
        _state.End(attempt);
        await GrainFactory.GetGrain<ITrialQueueGrain>(0).NudgeAsync();
    }
}
