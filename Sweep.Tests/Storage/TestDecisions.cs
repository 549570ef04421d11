using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>What decisions do to trials, without the search that makes them.</summary>
internal static class TestDecisions
{
    /// <summary>Does to one trial what a decision of a sweep with early stopping says.</summary>
    public static async Task DecideAsync(this TestStore store, TrialId id, DecisionKind kind, StopSpec stop)
    {
        await using var db = await store.Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        var effects = new DecisionEffects(db, id.SweepId, TestStore.Spec() with { Stop = stop }, TestStore.Start, cost: null);
        await effects.ApplyAsync(
            new(1, kind, "{}") { Trials = [id.Number], Level = 1 }, TestContext.Current.CancellationToken);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Ends a trial early.</summary>
    public static Task PruneAsync(this TestStore store, TrialId id) =>
        store.DecideAsync(id, DecisionKind.Prune, new(StopKind.Median) { Rungs = [1] });
}
