using System.Diagnostics;

namespace Sweep.Tests.Postgres;

/// <summary>
/// Nothing of a private server outlives its test run. (These need the programs on this machine, as the other tests do not.)
/// </summary>
[Trait("Category", "Slow")]
public sealed class PostgresKeeperTests
{
    [Fact]
    public async Task Keeper_WhoseInputEnds_StopsTheServerAndRemovesItsFolder()
    {
        var keeper = await StartAsync();
        var server = await OwnPostgres.CreateAsync(keeper, []);
        Assert.Equal(1, await Sql.ScalarAsync(server.Superuser, "SELECT 1"));

        // A test run that is killed does no more than this to its pipe.
        await server.DisposeAsync();

        Assert.False(Directory.Exists(keeper.Folder));
        await Assert.ThrowsAsync<Npgsql.NpgsqlException>(() => Sql.RunAsync(server.Superuser, "SELECT 1"));
    }

    [Fact]
    public async Task Keeper_OfALaterRun_RemovesWhatAKilledOneLeft()
    {
        var killed = await StartAsync();
        var server = await OwnPostgres.CreateAsync(killed, []);
        using (var process = Process.GetProcessById(killed.ProcessId))
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, await Sql.ScalarAsync(server.Superuser, "SELECT 1"));
        Directory.SetLastWriteTimeUtc(killed.Folder, DateTime.UnixEpoch);
        await using var later = await StartAsync();

        Assert.False(Directory.Exists(killed.Folder));
        await Assert.ThrowsAsync<Npgsql.NpgsqlException>(() => Sql.RunAsync(server.Superuser, "SELECT 1"));
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Keeper_OfALaterRun_LeavesTheFolderOfALivingOne()
    {
        var keeper = await StartAsync();
        await using var living = await OwnPostgres.CreateAsync(keeper, []);
        Directory.SetLastWriteTimeUtc(keeper.Folder, DateTime.UnixEpoch);

        await using var later = await StartAsync();

        Assert.Equal(1, await Sql.ScalarAsync(living.Superuser, "SELECT 1"));
    }

    private static async Task<PostgresKeeper> StartAsync()
    {
        var programs = PostgresPrograms.Find();
        Assert.True(programs is not null, PostgresSource.Missing);
        return await PostgresKeeper.StartAsync(programs);
    }
}
