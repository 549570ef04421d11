using Microsoft.Extensions.Time.Testing;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Grains.Storage.Postgres;
using Sweep.Grains.Trials;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Scheduling;

public sealed class StaleTrialTimeoutTests
{
    private readonly FakeTimeProvider _time = new(TestStore.Start);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Longest_AtTheBeginningAndAfterAnOutage_IsUnlimitedForTwoMinutes()
    {
        var silence = new StaleTrialTimeout(_time);
        Assert.Equal(TimeSpan.MaxValue, silence.Longest());
        _time.Advance(TimeSpan.FromSeconds(119));
        Assert.Equal(TimeSpan.MaxValue, silence.Longest());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TrialStore.StaleAfter, silence.Longest());

        silence.Excuse();
        Assert.Equal(TimeSpan.MaxValue, silence.Longest());
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(TrialStore.StaleAfter, silence.Longest());
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(-1000)]
    public void Longest_AfterTheDatabasesClockWasSet_IsUnlimitedForTwoMinutes(double seconds)
    {
        var clock = new PostgresClock(_time.GetUtcNow(), _time.GetTimestamp(), _time);
        var silence = new StaleTrialTimeout(clock);
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(TrialStore.StaleAfter, silence.Longest());

        clock.Follow(new(clock.GetUtcNow().AddSeconds(seconds), _time.GetTimestamp(), _time));

        Assert.Equal(TimeSpan.MaxValue, silence.Longest());
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(TrialStore.StaleAfter, silence.Longest());
    }

    [Fact]
    public async Task Recover_WhileSilenceSaysNothing_TakesBackWhatADeadSiloHadAlone()
    {
        await using var store = await SqliteStore.CreateAsync();
        var sweep = await store.SubmitAsync(TestStore.Spec(trials: 2));
        await store.AssignAsync(new(sweep, 1), "dead");
        await store.AssignAsync(new(sweep, 2), "alive");
        store.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(1, await store.Trials.RecoverAsync(new HashSet<string> { "alive" }, new StaleTrialTimeout(_time).Longest(), Token));

        Assert.Equal(TrialStatus.Running, (await store.TrialAsync(new(sweep, 2))).Status);
    }

    [Fact]
    public async Task Watch_OfAQueueThatJustCameUp_LeavesTrialsOfLivingSilosAlone()
    {
        await using var silo = new SiloFixture(SqliteStore.CreateAsync);
        await silo.InitializeAsync();
        var sweep = Guid.NewGuid();
        await silo.Grains.GetGrain<ISweepGrain>(sweep).SubmitAsync(TestStore.Spec(trials: 1), cancellationToken: Token);
        await silo.Queue.RequestAsync(new("alive", 1), Token);
        silo.Silos.AliveSilos = new HashSet<string> { "alive" };
        silo.Clock.Advance(TimeSpan.FromMinutes(10));

        await silo.Queue.WatchAsync();

        Assert.Equal(TrialStatus.Running, Assert.Single(await silo.Reader.TrialsAsync(sweep, Token)).Status);
    }
}
