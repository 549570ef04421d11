using Sweep.Grains.Scheduling;
using Sweep.Grains.Sweeps;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Scheduling;

/// <summary>The queue and silos that cannot train a sweep for now.</summary>
public sealed class PassedByTests : IAsyncLifetime
{
    private readonly SiloFixture _silo = new(SqliteStore.CreateAsync);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_OfASiloThatPassesASweepBy_GetsTheNextSweepAndLeavesTheTrialToOthers()
    {
        var (older, newer) = (await SubmitAsync("older"), await SubmitAsync("newer"));

        var first = await _silo.Queue.RequestAsync(new("a", 1, PassedBy: [older]), Token);
        var second = await _silo.Queue.RequestAsync(new("b", 1), Token);

        Assert.Equal((newer, older), (first!.Trial.SweepId, second!.Trial.SweepId));
    }

    [Fact]
    public async Task Request_BehindOneThatMayHaveNothing_IsServed()
    {
        var sweep = await SubmitAsync("older");
        var picky = _silo.Queue.RequestAsync(new("a", 1, PassedBy: [sweep]), Token);

        var served = await _silo.Queue.RequestAsync(new("b", 1), Token);

        Assert.Equal(sweep, served!.Trial.SweepId);
        Assert.False(picky.IsCompletedSuccessfully && await picky is not null);
    }

    [Fact]
    public async Task Request_OfASiloThatLacksTheTrainable_LeavesTheTrialToOthers()
    {
        var sweep = await SubmitAsync("older");

        var other = _silo.Queue.RequestAsync(new("a", 1, Trainables: [new("spiral", "1")]), Token);
        var served = await _silo.Queue.RequestAsync(new("b", 1, Trainables: [new("spiral", "1"), TrainableId.First]), Token);

        Assert.Equal(sweep, served!.Trial.SweepId);
        Assert.False(other.IsCompletedSuccessfully && await other is not null);
    }

    public ValueTask InitializeAsync() => _silo.InitializeAsync();

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    private async Task<Guid> SubmitAsync(string name)
    {
        var sweep = Guid.NewGuid();
        await _silo.Grains.GetGrain<ISweepGrain>(sweep).SubmitAsync(TestStore.Spec(trials: 1, name: name), cancellationToken: Token);
        return sweep;
    }
}
