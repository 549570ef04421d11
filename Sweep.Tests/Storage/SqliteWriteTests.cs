using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Storage.Sqlite;

namespace Sweep.Tests.Storage;

/// <summary>Writes that the machine or another program stands in the way of.</summary>
public sealed class SqliteWriteTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Write_OnAFullDisk_SaysSoAndLosesNothing()
    {
        using var database = await SherlockDatabase.CreateAsync(_folder.Database, Token);
        var contexts = new FullDisk(database.Contexts);
        using var session = new StoreSession(contexts);
        var sweeps = new SweepStore(session, TimeProvider.System);
        await sweeps.SubmitAsync(Guid.NewGuid(), TestStore.Spec(), 0, Token);
        contexts.IsFull = true;

        var error = await Assert.ThrowsAsync<SherlockException>(
            () => sweeps.SubmitAsync(Guid.NewGuid(), TestStore.Spec(trials: 2000), 0, Token));

        Assert.Equal(SherlockException.OutOfReach, error.ExitCode);
        Assert.Contains("the disk is full", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(await new SweepReader(database.Contexts).ListAsync(Token)).Trials);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Write_WhileAnotherProgramHoldsTheDatabase_SaysSoBeforeACallerGivesUp()
    {
        using var database = await SherlockDatabase.CreateAsync(_folder.Database, Token);
        using var session = new StoreSession(database.Contexts);
        var sweeps = new SweepStore(session, TimeProvider.System);
        await using var other = new SqliteConnection($"Data Source={_folder.Database};Pooling=False");
        await other.OpenAsync(Token);
        await using var held = await other.BeginTransactionAsync(Token);
        var began = TimeProvider.System.GetTimestamp();

        var writes = Enumerable.Range(0, 4)
            .Select(_ => Task.Run(() => sweeps.SubmitAsync(Guid.NewGuid(), TestStore.Spec(), 0, Token), Token)).ToList();
        foreach (var write in writes)
        {
            var error = await Assert.ThrowsAsync<SherlockException>(() => write);
            Assert.Equal((SherlockException.OutOfReach, true), (error.ExitCode, error.Passes));
            Assert.Contains("is held by another program", error.Message, StringComparison.Ordinal);
        }

        Assert.True(TimeProvider.System.GetElapsedTime(began).TotalSeconds >= SqlitePragmas.PatienceInSeconds - 1);
    }

    /// <summary>
    /// A grain runs its writes one after the other: the caller of the third gives up after 10 s, and would only know that no silo answers.
    /// </summary>
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Writes_BehindOneThatMetAHeldLock_SayMuchSoonerThatItIsHeld()
    {
        using var database = await SherlockDatabase.CreateAsync(_folder.Database, Token);
        using var session = new StoreSession(database.Contexts);
        var sweeps = new SweepStore(session, TimeProvider.System);
        await using var other = new SqliteConnection($"Data Source={_folder.Database};Pooling=False");
        await other.OpenAsync(Token);
        TimeSpan first, second, third;
        await using (await other.BeginTransactionAsync(Token))
        {
            (first, second, third) = (await RefusedAsync(sweeps), await RefusedAsync(sweeps), await RefusedAsync(sweeps));
        }

        Assert.True(second + third < first, $"{first}, then {second} and {third}");
        await sweeps.SubmitAsync(Guid.NewGuid(), TestStore.Spec(), 0, Token);
        await using (await other.BeginTransactionAsync(Token))
        {
            Assert.True(await RefusedAsync(sweeps) > second, "A new lock is waited for as long as the first.");
        }
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private static async Task<TimeSpan> RefusedAsync(SweepStore sweeps)
    {
        var began = TimeProvider.System.GetTimestamp();
        var error = await Assert.ThrowsAsync<SherlockException>(
            () => sweeps.SubmitAsync(Guid.NewGuid(), TestStore.Spec(), 0, Token));
        Assert.Contains("is held by another program", error.Message, StringComparison.Ordinal);
        return TimeProvider.System.GetElapsedTime(began);
    }

    /// <summary>SQLite's own limit of pages gives the very error of a full disk.</summary>
    private sealed class FullDisk(IDbContextFactory<SherlockContext> contexts) : IDbContextFactory<SherlockContext>
    {
        public bool IsFull { get; set; }

        public SherlockContext CreateDbContext()
        {
            var db = contexts.CreateDbContext();
            db.Database.OpenConnection();
            if (IsFull) { db.Database.ExecuteSqlRaw("PRAGMA max_page_count = 1"); }
            return db;
        }
    }
}
