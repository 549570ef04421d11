using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>Every store carries out every event, in every state of a trial, as <see cref="TrialLifecycle"/> has it.</summary>
public abstract class LifecycleContract : StoreTests
{
    private static readonly (TrialStatus Status, bool PauseRequested)[] _states =
        [.. Enum.GetValues<TrialStatus>().SelectMany(status => new[] { (status, false), (status, true) })];

    public static TheoryData<LifecycleAction> Actions => [.. Enum.GetValues<LifecycleAction>()];

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task Store_ActionOnATrialOfEveryState_LeavesWhatTheLifecycleSays(LifecycleAction action)
    {
        var sweep = await ArrangeAsync();
        var deed = LifecycleDeed.Of(action);
        await deed.PrepareAsync(Store, sweep);

        for (var number = 1; number <= _states.Length; number++) { await deed.DoAsync(Store, new(sweep, number)); }

        Assert.Equal(
            _states.Select(state => $"{state}: {After(state, deed.Events)}"),
            (await StatesAsync(sweep)).Zip(_states, (found, state) => $"{state}: {found}"));
    }

    [Fact]
    public void Actions_OfTheStore_CoverEveryEvent() => Assert.Equal(
        Enum.GetValues<TrialEvent>(),
        Enum.GetValues<LifecycleAction>().SelectMany(action => LifecycleDeed.Of(action).Events).Distinct().Order());

    private static (TrialStatus, bool) After((TrialStatus Status, bool PauseRequested) state, IReadOnlyList<TrialEvent> events)
    {
        foreach (var happened in events)
        {
            if (TrialLifecycle.Transition(state.Status, state.PauseRequested, happened) is not { } next) { break; }
            state = next;
        }

        return state;
    }

    /// <summary>A sweep of one trial in each state, the first attempt of each on slot n of the silo "dead".</summary>
    private async Task<Guid> ArrangeAsync()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: _states.Length));
        var requests = Enumerable.Range(1, _states.Length).Select(number => (new TrialId(sweep, number), new TrialRequest("dead", number)));
        await Store.Trials.AssignAsync([.. requests], Token);
        await using var db = await Store.Contexts.CreateDbContextAsync(Token);
        foreach (var (index, (status, pauseRequested)) in _states.Index())
        {
            await db.Trials.Where(trial => trial.Number == index + 1).ExecuteUpdateAsync(
                set => set.SetProperty(trial => trial.Status, status).SetProperty(trial => trial.PauseRequested, pauseRequested), Token);
        }

        return sweep;
    }

    private async Task<List<(TrialStatus, bool)>> StatesAsync(Guid sweep)
    {
        await using var db = await Store.Contexts.CreateDbContextAsync(Token);
        var rows = await db.Trials.Where(trial => trial.SweepId == sweep).OrderBy(trial => trial.Number).AsNoTracking().ToListAsync(Token);
        return [.. rows.Select(row => (row.Status, row.PauseRequested))];
    }
}

public sealed class SqliteLifecycleTests : LifecycleContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresLifecycleTests : LifecycleContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
