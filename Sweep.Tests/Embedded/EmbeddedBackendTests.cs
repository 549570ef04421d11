using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Sweep.Grains;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;
using Sweep.Silo.Embedded;
using Sweep.Silo.Files;
using Sweep.Silo.Hosting;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Embedded;

public sealed class EmbeddedBackendTests : IDisposable
{
    private readonly TempFolder _temp = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData(
        "CREATE TABLE \"__EFMigrationsLock\" (Id INTEGER PRIMARY KEY, Timestamp TEXT); INSERT INTO \"__EFMigrationsLock\" VALUES (1, 'x')")]
    public async Task Upgrade_OfADatabaseThatWasNeverFinished_MakesItReadable(string sql)
    {
        await ExecuteAsync(sql);
        await using var backend = new EmbeddedBackend(new(_temp.Path));

        await backend.UpgradeAsync(Token);

        Assert.Empty(await (await backend.OpenAsync(Token)).ListAsync(Token));
    }

    [Fact]
    public async Task Upgrade_OfAnOlderDatabase_KeepsWhatIsThere()
    {
        await OldDatabase.CreateAsync(_temp.Database);
        await using var backend = new EmbeddedBackend(new(_temp.Path));
        await Assert.ThrowsAsync<SherlockException>(() => backend.OpenAsync(Token));

        await backend.UpgradeAsync(Token);

        var reader = await backend.OpenAsync(Token);
        Assert.Equal(["stopped", "old"], (await reader.ListAsync(Token)).Select(sweep => sweep.Name));
    }

    [Fact]
    public async Task Upgrade_WhereAnotherProcessHoldsTheFolder_LeavesTheDatabaseToIt()
    {
        await ExecuteAsync("");
        using var held = new DataFolder(_temp.Path).Hold(new FakeTimeProvider());
        await using var backend = new EmbeddedBackend(new(_temp.Path));

        await backend.UpgradeAsync(Token);

        Assert.Equal(0, new FileInfo(_temp.Database).Length);
    }

    [Fact]
    public async Task Upgrade_WithoutADatabase_CreatesNothing()
    {
        await using var backend = new EmbeddedBackend(new(_temp.Path));

        await backend.UpgradeAsync(Token);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_temp.Path));
    }

    [Fact]
    public async Task Dispose_OfAClusterWithAnUnfinishedSweep_PausesIt()
    {
        var sweep = Guid.NewGuid();
        await using (var cluster = await EmbeddedCluster.StartAsync(new(_temp.Path), new TrainableRegistry(), slots: 0, _ => { }, Token))
        {
            await cluster.Grains.GetGrain<ISweepGrain>(sweep).SubmitAsync(TestStore.Spec(), cancellationToken: Token);
        }

        // A reader that does not ask whether the folder is held.
        using var database = await SherlockDatabase.OpenAsync(_temp.Database, Token);
        Assert.Equal(SweepStatus.Paused, (await new SweepReader(database.Contexts).SummaryAsync(sweep, Token)).Status);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _temp.Dispose();
    }

    private async Task ExecuteAsync(string sql)
    {
        if (sql.Length == 0)
        {
            await File.WriteAllBytesAsync(_temp.Database, [], Token);
            return;
        }

        await using var connection = new SqliteConnection($"Data Source={_temp.Database};Pooling=False");
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Token);
    }
}
