using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>The priority of a sweep, and the retry of one trial.</summary>
public abstract class PriorityContract : StoreTests
{
    [Fact]
    public async Task Priority_ThatIsChanged_IsTheQueuesAndAnEvent()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec());
        var request = new SteeringRequest(Guid.NewGuid(), By: "ada");

        Assert.True(await Store.Sweeps.PrioritizeAsync(sweep, request, 5, Token));
        Assert.True(await Store.Sweeps.PrioritizeAsync(sweep, request, 5, Token));
        Assert.False(await Store.Sweeps.PrioritizeAsync(sweep, SteeringRequest.New(), 5, Token));

        Assert.Equal(5, (await Store.Reader.SummaryAsync(sweep, Token)).Priority);
        var events = (await Store.Reader.NewestEventsAsync(sweep, 10, Token)).Where(one => one.Kind == "Prioritized");
        Assert.Equal(("priority 0 to 5", "ada"), events.Select(one => (one.Text, one.By)).Single());
    }

    [Fact]
    public async Task Priority_OfASweepThatIsNotThere_IsAClearError() => await Assert.ThrowsAsync<SherlockException>(
        () => Store.Sweeps.PrioritizeAsync(Guid.NewGuid(), SteeringRequest.New(), 1, Token));

    [Fact]
    public async Task Retry_OfOneTrial_LeavesTheOtherFailed()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec());
        foreach (var number in new[] { 1, 2 })
        {
            await Store.AssignAsync(new(sweep, number));
            await Store.Trials.FinishAsync(new(sweep, number), 1, new(TrialStatus.Failed, "broken", IsLasting: true), Token);
        }

        Assert.Equal(1, await Store.Sweeps.RetryAsync(sweep, SteeringRequest.New(trial: 2), Token));

        Assert.Equal(
            [TrialStatus.Failed, TrialStatus.Pending],
            (await Store.Reader.TrialsAsync(sweep, Token)).Select(trial => trial.Status));
    }
}

public sealed class SqlitePriorityTests : PriorityContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresPriorityTests : PriorityContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
