using Npgsql;
using Sweep.Grains.Scheduling;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Telemetry;

/// <summary>A queue that moves to another silo while its count is under way.</summary>
public sealed class EndedCensusTests : StoreTests
{
    [Fact]
    public async Task Census_EndedWhileItCounts_ShowsNothingAfterwards()
    {
        await Store.SubmitAsync(TestStore.Spec(trials: 3));
        using var meters = new TestMeters();
        var census = new TrialCountPoll(Store.Trials, new(meters), Store.Clock);
        await CountAsync(census, census.End);

        Assert.Empty(meters.Gauges());
    }

    [Fact]
    public async Task Census_OfAProcessStoppedForMinutesWhileItCounts_IsTakenAgainSoon()
    {
        await Store.SubmitAsync(TestStore.Spec(trials: 3));
        using var meters = new TestMeters();
        var census = new TrialCountPoll(Store.Trials, new(meters), Store.Clock);
        await CountAsync(census, () => Store.Clock.Advance(TimeSpan.FromSeconds(200)));
        await Store.SubmitAsync(TestStore.Spec(trials: 2, name: "other"));

        Store.Clock.Advance(TrialCountPoll.LongestPause);
        await census.TakeAsync(Token);

        Assert.Equal(5, meters.Gauges()["sweep.queue.length"]);
    }

    /// <summary>Takes a count, and does something while it is under way.</summary>
    private async Task CountAsync(TrialCountPoll census, Action meanwhile)
    {
        Task count;
        await using (var connection = new NpgsqlConnection(((PostgresStore)Store).ConnectionAs("holder")))
        {
            await connection.OpenAsync(Token);
            await using var held = await connection.BeginTransactionAsync(Token);
            await using var hold = new NpgsqlCommand("LOCK TABLE trials IN ACCESS EXCLUSIVE MODE", connection, held);
            await hold.ExecuteNonQueryAsync(Token);
            count = census.TakeAsync(Token);

            meanwhile();

            Assert.False(count.IsCompleted);
        }

        await count;
    }

    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
