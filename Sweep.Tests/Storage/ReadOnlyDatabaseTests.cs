using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Storage.Sqlite;

namespace Sweep.Tests.Storage;

/// <summary>A SQLite database that is opened as one that may only be read.</summary>
public sealed class ReadOnlyDatabaseTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TempFolder _copy = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
        _copy.Dispose();
    }

    [Theory]
    [InlineData(new[] { "", "-wal", "-shm" }, 2)]
    [InlineData(new[] { "", "-wal" }, 2)]
    [InlineData(new[] { "" }, 1)]
    public async Task Open_OfAFolderLeftByAKilledProcess_ReadsWhatItsFilesHoldAndMakesNone(string[] files, int sweeps)
    {
        await SubmitAsync("merged");
        SqliteConnection.ClearAllPools();
        using (OpenWriter())
        {
            await SubmitAsync("in-the-log");
            foreach (var file in files) { File.Copy(_folder.Database + file, _copy.Database + file); }
        }

        Assert.Equal(sweeps, (await ReadAsync(_copy.Database)).Count);

        Assert.Equal(files.Select(file => _copy.Database + file).Order(), Directory.GetFiles(_copy.Path).Order());
    }

    [Fact]
    public async Task Open_WhileAnotherProcessWrites_ReadsWhatIsWrittenMeanwhile()
    {
        await SubmitAsync("first");
        SqliteConnection.ClearAllPools();
        using var database = await SherlockDatabase.OpenAsync(new SqliteLocation(_folder.Database, isReadOnly: true), Token);
        var reader = new SweepReader(database.Contexts);
        Assert.Single(await reader.ListAsync(Token));

        // A writer begins, writes, and ends.
        await SubmitAsync("second");
        Assert.Equal(2, (await reader.ListAsync(Token)).Count);
        SqliteConnection.ClearAllPools();

        Assert.Equal(2, (await reader.ListAsync(Token)).Count);
        await SubmitAsync("third");
        Assert.Equal(3, (await reader.ListAsync(Token)).Count);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("50% of ?#&")]
    public async Task Open_InAFolderOfAnyName_ReadsItAndNamesItInErrors(string name)
    {
        var path = Path.Combine(_copy.Path, name, SherlockDatabase.FileName);
        using (await SherlockDatabase.CreateAsync(path, Token)) { }
        SqliteConnection.ClearAllPools();
        Assert.Empty(await ReadAsync(path));
        using var database = await SherlockDatabase.OpenAsync(new SqliteLocation(path, isReadOnly: true), Token);

        var error = await Assert.ThrowsAsync<SherlockException>(
            () => SweepStore.Over(database).SubmitAsync(Guid.NewGuid(), TestStore.Spec(), 0, Token));

        Assert.Equal(
            $"The database {path} cannot be written: check the rights of the file and its folder, "
                + "and that the disk is not mounted read-only.",
            error.Message);
    }

    [Fact]
    public async Task Read_OfAFileThatAnotherProcessIsChanging_IsRepeated()
    {
        await SubmitAsync("whole");
        SqliteConnection.ClearAllPools();
        using var database = await SherlockDatabase.OpenAsync(new SqliteLocation(_folder.Database, isReadOnly: true), Token);
        var file = await File.ReadAllBytesAsync(_folder.Database, Token);
        var tries = 0;

        var sweeps = await StoreRetry.RunAsync(
            database.Contexts,
            async db =>
            {
                await File.WriteAllBytesAsync(_folder.Database, tries++ == 0 ? file[..(file.Length / 2)] : file, Token);
                return await db.Sweeps.CountAsync(Token);
            },
            Token);

        Assert.Equal((1, 2), (sweeps, tries));
    }

    private static async Task<IReadOnlyList<SweepSummary>> ReadAsync(string path)
    {
        using var database = await SherlockDatabase.OpenAsync(new SqliteLocation(path, isReadOnly: true), Token);
        return await new SweepReader(database.Contexts).ListAsync(Token);
    }

    // As long as it is open, SQLite keeps the log, even if another test clears all pools of connections meanwhile.
    private SqliteConnection OpenWriter()
    {
        var writer = new SqliteConnection($"Data Source={_folder.Database};Pooling=False");
        writer.Open();
        using var look = writer.CreateCommand();
        look.CommandText = "SELECT count(*) FROM sweeps";
        look.ExecuteScalar();
        return writer;
    }

    private async Task SubmitAsync(string name)
    {
        using var database = await SherlockDatabase.CreateAsync(_folder.Database, Token);
        var store = SweepStore.Over(database);
        await store.SubmitAsync(Guid.NewGuid(), TestStore.Spec(name: name), 0, Token);
    }
}
