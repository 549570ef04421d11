using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Tests.Storage;

public sealed class SherlockDatabaseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_MissingFolder_MakesADatabaseInWalMode()
    {
        var path = Path.Combine(_folder.Path, "new", "folder", SherlockDatabase.FileName);

        using var database = await SherlockDatabase.CreateAsync(path, Token);

        await using var db = await database.Contexts.CreateDbContextAsync(Token);
        Assert.Equal(
            "wal", await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS \"Value\" FROM pragma_journal_mode").SingleAsync(Token));
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Token));
    }

    [Fact]
    public async Task Create_Again_KeepsWhatIsThere()
    {
        using (var first = await SherlockDatabase.CreateAsync(_folder.Database, Token)) { await ExecuteAsync(EventlessSweep); }

        using var second = await SherlockDatabase.CreateAsync(_folder.Database, Token);

        await using var db = await second.Contexts.CreateDbContextAsync(Token);
        Assert.Equal("kept", await db.Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM sweeps").SingleAsync(Token));
    }

    [Fact]
    public async Task Create_AfterAProcessDiedWhileItMigrated_DoesNotWaitForItsLock()
    {
        await ExecuteAsync("CREATE TABLE \"__EFMigrationsLock\" (Id INTEGER PRIMARY KEY, Timestamp TEXT); "
            + "INSERT INTO \"__EFMigrationsLock\" VALUES (1, 'x')");

        using var database = await SherlockDatabase.CreateAsync(_folder.Database, Token);

        Assert.Empty(await new SweepReader(database.Contexts).ListAsync(Token));
    }

    [Fact]
    public async Task Model_AgainstItsMigrations_HasNoChangeThatLacksAMigration()
    {
        using var database = await SherlockDatabase.CreateAsync(_folder.Database, Token);
        await using var db = await database.Contexts.CreateDbContextAsync(Token);

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Database_OfANewerVersion_IsRefusedAndLeftAlone(bool create)
    {
        using (await SherlockDatabase.CreateAsync(_folder.Database, Token)) { }
        await ExecuteAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('99990101000000_Future', '99.0.0')");

        var error = await Assert.ThrowsAsync<SherlockException>(() => OpenAsync(create));

        Assert.Equal(SherlockException.OutOfReach, error.ExitCode);
        Assert.Equal(
            $"The database {_folder.Database} was written by a newer version of the program (it knows '99990101000000_Future'): "
                + "update the program, or take another database.",
            error.Message);
    }

    [Fact]
    public async Task Open_DatabaseOfAnOlderVersion_SaysWhatBringsItUpToDate()
    {
        await OldDatabase.CreateAsync(_folder.Database);

        var error = await Assert.ThrowsAsync<SherlockException>(() => OpenAsync(create: false));

        Assert.Contains("older version of the program: 'run' or 'resume' brings it up to date", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Database_ThatIsAnotherKindOfFile_IsRefusedAndLeftAlone(bool create)
    {
        var text = string.Concat(Enumerable.Repeat("It was a dark and stormy night. ", 50));
        await File.WriteAllTextAsync(_folder.Database, text, Token);

        var error = await Assert.ThrowsAsync<SherlockException>(() => OpenAsync(create));

        Assert.Equal(
            $"The database {_folder.Database} is not a SQLite database: move the file away, or take another data folder.", error.Message);
        Assert.Equal(text, await File.ReadAllTextAsync(_folder.Database, Token));
    }

    [Fact]
    public async Task Create_DatabaseOfAnotherProgram_IsRefusedAndLeftAlone()
    {
        await ExecuteAsync("CREATE TABLE bookmarks (url TEXT)");
        var before = await File.ReadAllBytesAsync(_folder.Database, Token);

        var error = await Assert.ThrowsAsync<SherlockException>(() => OpenAsync(create: true));

        Assert.Equal($"The database {_folder.Database} belongs to another program: take another database.", error.Message);
        SqliteConnection.ClearAllPools();
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.Database, Token));
    }

    [Fact]
    public async Task Open_Missing_IsAnErrorAndCreatesNothing()
    {
        var error = await Assert.ThrowsAsync<SherlockException>(() => OpenAsync(create: false));

        Assert.Equal(SherlockException.OutOfReach, error.ExitCode);
        Assert.StartsWith($"There is no database {_folder.Database}", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Create_WhereAFileStandsInTheWay_SaysSoInOneLine()
    {
        var file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "", Token);

        var error = await Assert.ThrowsAsync<SherlockException>(
            () => SherlockDatabase.CreateAsync(Path.Combine(file, "sherlock.db"), Token));

        Assert.Equal(SherlockException.OutOfReach, error.ExitCode);
        Assert.StartsWith($"The data folder {file} cannot be used: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private const string EventlessSweep =
        "INSERT INTO sweeps (id, name, folder, status, corpus, objective, goal, spec, created_at, finished_at, priority) "
            + "VALUES ('AAAA0000-0000-0000-0000-000000000001', 'kept', 'kept', 'Running', 'sample', 'val/loss', 'Minimize', '{}', "
            + "'2026-01-31T09:30:00.000000Z', NULL, 0)";

    private async Task OpenAsync(bool create)
    {
        using var database = create
            ? await SherlockDatabase.CreateAsync(_folder.Database, Token)
            : await SherlockDatabase.OpenAsync(_folder.Database, Token);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={_folder.Database};Pooling=False");
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Token);
    }
}
