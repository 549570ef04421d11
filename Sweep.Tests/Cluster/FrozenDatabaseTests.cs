using Sweep.Tests.Postgres;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Cluster;

/// <summary>The database's server stands still, as on a machine that is out of memory: it takes connections and answers nothing.</summary>
[Collection(ClusterTests.Name)]
[Trait("Category", "Slow")]
public sealed class FrozenDatabaseTests
{
    private static readonly TimeSpan _still = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Suspicions that could not be stored meanwhile come afterwards, and it takes a look into the table of silos to hear of what came of
    /// them.
    /// </summary>
    private static readonly TimeSpan _afterwards = TimeSpan.FromSeconds(25);

    [Fact]
    public async Task Silos_WhoseDatabaseStandsStill_AnswerMeanwhileAndAllStayMembers()
    {
        await using var server = await PostgresServer.StartOwnAsync();
        await using var rig = await ClusterRig.CreateAsync(server);
        // As in a small container: the pool of threads begins with one. As after a busy hour: many connections are idle.
        rig.SiloOptions.AddRange([("DOTNET_PROCESSOR_COUNT", "1"), ("--database", $"{rig.Database};Minimum Pool Size=12")]);
        var silos = await rig.StartSilosAsync(3, slots: 1);
        var sweep = await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "still", 3, ClusterGrid.Endless));
        await sweep.UntilUnderWayAsync(running: 3);

        var longest = await WhileStillAsync(
            server, () => Task.WhenAll(silos.Select(silo => HealthProbe.LongestSilenceAsync(silo.Address("/health/live"), _still))));

        var at = await sweep.NowAsync();
        await Patience.UntilAsync("a while later", sweep.NowAsync, now => now > at + _afterwards);
        var before = await sweep.TrialsAsync();
        await Patience.UntilAsync(
            "storing again", sweep.TrialsAsync, trials => trials.Zip(before).All(trial => trial.First.Step > trial.Second.Step));
        Assert.All(await sweep.AttemptsAsync(), attempt => Assert.Equal(1, attempt.Number));
        Assert.All(silos, silo => Assert.DoesNotContain(silo.Lines.All, line => line.Contains("dead", StringComparison.Ordinal)));
        Measured.Say("silence of a silo while the database stands still", TimeSpan.FromSeconds(3), longest);
        Assert.All(longest, silence => Assert.True(silence < _still / 2, $"A silo did not answer for {silence}."));
    }

    private static async Task<T> WhileStillAsync<T>(OwnPostgres server, Func<Task<T>> look)
    {
        await server.FreezeAsync();
        try
        {
            return await look();
        }
        finally
        {
            await server.ThawAsync();
        }
    }
}
