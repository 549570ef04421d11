using Microsoft.EntityFrameworkCore;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Storage.Postgres;
using Sweep.Tests.Postgres;
using Sweep.Tests.Slots;

namespace Sweep.Tests.Storage;

/// <summary>A server's database before its first silo, and while another process changes its tables.</summary>
public sealed class EmptyDatabaseTests : IAsyncLifetime
{
    private readonly List<string> _said = [];
    private TestDatabase? _place;
    private PostgresContext? _other;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TestDatabase Place => _place ?? throw new InvalidOperationException("The test has not begun.");

    private DatabaseLocation Location => PostgresStore.Location(Place);

    private UpgradeTurn Theirs => new(_other!, "", TimeProvider.System);

    [Fact]
    public async Task Open_BeforeTheFirstSilo_SaysThatItIsEmptyAndPasses()
    {
        var error = await Assert.ThrowsAsync<SherlockException>(() => SherlockDatabase.OpenAsync(Location, Token));

        Assert.Equal($"The database {Location} is empty: start a silo with 'serve'.", error.Message);
        Assert.Equal((SherlockException.OutOfReach, true), (error.ExitCode, error.Passes));
    }

    [Fact]
    public async Task Open_WhileItIsBroughtUpToDate_NamesTheSessionAndPasses()
    {
        await Theirs.TakeAsync(Token);

        var error = await Assert.ThrowsAsync<SherlockException>(() => SherlockDatabase.OpenAsync(Location, Token));

        Assert.Contains(
            $"is being brought up to date by session {await PidAsync()} (sherlock from ", error.Message, StringComparison.Ordinal);
        Assert.True(error.Passes);
    }

    [Fact]
    public async Task Take_WhileAnotherHoldsIt_SaysSoOnceAndGivesUpInTheEnd()
    {
        await Theirs.TakeAsync(Token);
        var time = new ImpatientTime();
        var began = time.GetTimestamp();

        var error = await Assert.ThrowsAsync<SherlockException>(() => TakeAsync(time));

        var pid = await PidAsync();
        Assert.Contains($"'watson' is being brought up to date by session {pid} (", Assert.Single(_said), StringComparison.Ordinal);
        Assert.Contains($"by session {pid} (", error.Message, StringComparison.Ordinal);
        Assert.Equal((SherlockException.OutOfReach, false), (error.ExitCode, error.Passes));
        Assert.True(time.GetElapsedTime(began) >= UpgradeTurn.Timeout, "It gave up too early.");
    }

    [Fact]
    public async Task Take_AfterTheOthersEnd_HasItAndSaysNothing()
    {
        await Theirs.TakeAsync(Token);
        await Theirs.EndAsync(Token);
        Assert.Null(await Theirs.HolderAsync(Token));

        await TakeAsync(TimeProvider.System);

        Assert.Empty(_said);
    }

    public async ValueTask InitializeAsync()
    {
        _place = await PostgresServer.CreateDatabaseAsync();
        _other = await ConnectAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_other is not null) { await _other.DisposeAsync(); }
        await Place.DisposeAsync();
    }

    private async Task TakeAsync(TimeProvider time)
    {
        await using var db = await ConnectAsync();
        await new UpgradeTurn(db, "'watson'", time, _said.Add).TakeAsync(Token);
    }

    private async Task<PostgresContext> ConnectAsync()
    {
        var db = (PostgresContext)await Location.CreateContexts().CreateDbContextAsync(Token);
        await db.Database.OpenConnectionAsync(Token);
        return db;
    }

    private Task<int> PidAsync() => _other!.Database.SqlQuery<int>($"SELECT pg_backend_pid() AS \"Value\"").SingleAsync(Token);
}
