using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Search;

namespace Sweep.Tests.Storage;

/// <summary>All that the store does to a trial's status.</summary>
public enum LifecycleAction
{
    Assign,
    AssignUnreadable,
    HandBack,
    LoseWithItsSilo,
    LoseWithItsSiloAgainAndAgain,
    LoseWithItsProcess,
    FailWithRetriesLeft,
    FailForTheLastTime,
    Complete,
    Hold,
    Promote,
    Prune,
    Reopen,
    Diverge,
    Pause,
    Resume,
    Cancel,
    CancelSweep,
    ResumeSweep,
    Retry,
}

/// <summary>One action, and the events that it consists of.</summary>
/// <param name="DoAsync">Does it to one trial; may do it to the sweep's other trials too.</param>
internal sealed record LifecycleDeed(IReadOnlyList<TrialEvent> Events, Func<TestStore, TrialId, Task> DoAsync)
{
    private static readonly HashSet<string> _alive = ["alive"];

    /// <summary>What must be so before.</summary>
    public Func<TestStore, Guid, Task> PrepareAsync { get; init; } = (_, _) => Task.CompletedTask;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static LifecycleDeed Of(LifecycleAction action) => action switch
    {
        LifecycleAction.Assign => new([TrialEvent.Assign], AssignAsync),
        LifecycleAction.AssignUnreadable => new([TrialEvent.Assign, TrialEvent.Fail], AssignAsync) { PrepareAsync = MakeUnreadableAsync },
        LifecycleAction.HandBack => new([TrialEvent.HandBack], (store, id) => store.Trials.HandBackAsync(id, 1, null, Token)),
        LifecycleAction.LoseWithItsSilo => new([TrialEvent.HandBack], (store, _) => RecoverAsync(store)),
        LifecycleAction.LoseWithItsSiloAgainAndAgain =>
            new([TrialEvent.Fail], (store, _) => RecoverAsync(store)) { PrepareAsync = LoseBeforeAsync },
        LifecycleAction.LoseWithItsProcess => new([TrialEvent.HandBack], (store, _) => store.Sweeps.RecoverOrphansAsync(Token)),
        LifecycleAction.FailWithRetriesLeft => Finish(TrialEvent.HandBack, TrialStatus.Failed),
        LifecycleAction.FailForTheLastTime => Finish(TrialEvent.Fail, TrialStatus.Failed) with { PrepareAsync = FailBeforeAsync },
        LifecycleAction.Complete => Finish(TrialEvent.Complete, TrialStatus.Completed),
        LifecycleAction.Hold => new([TrialEvent.Hold], (store, id) => store.Trials.HoldAsync(id, 1, Token)),
        LifecycleAction.Promote =>
            new([TrialEvent.Promote], (store, id) => store.DecideAsync(id, DecisionKind.Promote, StopSpecs.Asha)),
        LifecycleAction.Prune => new([TrialEvent.Prune], (store, id) => store.PruneAsync(id)),
        LifecycleAction.Reopen => new([TrialEvent.Reopen], ReopenAsync),
        LifecycleAction.Diverge => Finish(TrialEvent.Diverge, TrialStatus.Diverged),
        LifecycleAction.Pause => Steer(TrialEvent.Pause, (sweeps, id, request) => sweeps.PauseAsync(id, request, Token)),
        LifecycleAction.Resume => Steer(TrialEvent.Resume, (sweeps, id, request) => sweeps.ResumeAsync(id, request, Token)),
        LifecycleAction.Cancel => Steer(TrialEvent.Cancel, (sweeps, id, request) => sweeps.CancelAsync(id, request, Token)),
        LifecycleAction.ResumeSweep => SteerAll(TrialEvent.Resume, (sweeps, id, request) => sweeps.ResumeAsync(id, request, Token)),
        LifecycleAction.CancelSweep => SteerAll(TrialEvent.Cancel, (sweeps, id, request) => sweeps.CancelAsync(id, request, Token)),
        LifecycleAction.Retry => SteerAll(TrialEvent.Retry, (sweeps, id, request) => sweeps.RetryAsync(id, request, Token)),
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    private static LifecycleDeed Finish(TrialEvent happened, TrialStatus outcome) =>
        new([happened], (store, id) => store.Trials.FinishAsync(id, 1, new(outcome), Token));

    private static async Task ReopenAsync(TestStore store, TrialId id)
    {
        await using var db = await store.Contexts.CreateDbContextAsync(Token);
        db.Checkpoints.Add(new() { SweepId = id.SweepId, Trial = id.Number, Step = 1, Attempt = 1, Location = "1" });
        await db.SaveChangesAsync(Token);
        foreach (var status in new[] { TrialStatus.Pruned, TrialStatus.Completed })
        {
            await SweepStore.ReopenAsync(db, id.SweepId, TestStore.Spec() with { Stop = StopSpecs.Asha }, status, Token);
        }
    }

    private static LifecycleDeed Steer(TrialEvent happened, Func<SweepStore, Guid, SteeringRequest, Task> steer) =>
        new([happened], (store, id) => steer(store.Sweeps, id.SweepId, SteeringRequest.New(id.Number)));

    /// <summary>Once, for all trials.</summary>
    private static LifecycleDeed SteerAll(TrialEvent happened, Func<SweepStore, Guid, SteeringRequest, Task> steer) =>
        new([happened], (store, id) => id.Number == 1 ? steer(store.Sweeps, id.SweepId, SteeringRequest.New()) : Task.CompletedTask);

    private static async Task AssignAsync(TestStore store, TrialId id) => await store.Trials.AssignAsync(id, "alive", Token);

    private static Task<int> RecoverAsync(TestStore store)
    {
        store.Clock.Advance(TimeSpan.FromSeconds(4));
        return store.Trials.RecoverAsync(_alive, TrialStore.StaleAfter, Token);
    }

    private static async Task MakeUnreadableAsync(TestStore store, Guid sweep) =>
        await store.QueryAsync("""UPDATE trials SET hyperparameters = '{"wings": 2}'""");

    private static async Task FailBeforeAsync(TestStore store, Guid sweep) =>
        await store.QueryAsync($"UPDATE trials SET failures = {TrialStore.MostFailures - 1}");

    /// <summary>The attempt that runs is the last of as many as may be lost, and those before it were.</summary>
    private static async Task LoseBeforeAsync(TestStore store, Guid sweep)
    {
        await using var db = await store.Contexts.CreateDbContextAsync(Token);
        foreach (var trial in await db.Trials.AsNoTracking().ToListAsync(Token))
        {
            db.Attempts.AddRange(Enumerable.Range(2, TrialStore.MostLosses - 1).Select(number => new AttemptRecord
            {
                SweepId = sweep,
                Trial = trial.Number,
                Number = number,
                Silo = "dead",
                StartedAt = TestStore.Start,
            }));
        }

        await db.SaveChangesAsync(Token);
        await store.QueryAsync(
            $"UPDATE attempts SET outcome = 'Lost', reason = 'its silo died: dead' WHERE number < {TrialStore.MostLosses}; "
            + $"UPDATE trials SET attempt = {TrialStore.MostLosses}");
    }
}
