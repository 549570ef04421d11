using Npgsql;
using Sweep.Grains.Storage;
using Sweep.Grains.Storage.Postgres;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>What connections to a server do that hang, break or are given up.</summary>
[Trait("Category", "Slow")]
public sealed class PostgresSessionTests : StoreTests
{
    private static readonly HashSet<string> _alive = ["alive"];

    [Fact]
    public async Task Read_GivenUpByItsCaller_IsNoTroubleOfTheDatabase()
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var session = new StoreSession(Store.Contexts);
        var reading = session.ReadAsync(
            async db =>
            {
                await using var connection = new NpgsqlConnection(ConnectionAs("reader"));
                await connection.OpenAsync(giveUp.Token);
                await using var command = new NpgsqlCommand("SELECT pg_sleep(60)", connection);
                return await command.ExecuteScalarAsync(giveUp.Token);
            },
            giveUp.Token);
        while ((await Store.QueryAsync(
            "SELECT 1 FROM pg_stat_activity WHERE application_name = 'reader' AND state = 'active'")).Count == 0) { }
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task Recover_RowThatSomebodyHolds_TakesTheOthersAtOnce()
    {
        var sweep = await LoseAsync();
        await using var holder = await HoldAsync("somebody");

        Assert.Equal(1, await RecoverAsync());

        Assert.Equal(["1|Running", "2|Pending"], await Store.QueryAsync("SELECT number, status FROM trials ORDER BY number"));
        Assert.Equal(2, (await Store.AssignAsync(new(sweep, 2), "alive")).Attempt);
    }

    [Fact]
    public async Task Recover_SiloThatHangsInTheMiddleOfACopy_EndsItsSessionAndTakesTheTrial()
    {
        var sweep = await LoseAsync();
        await using var other = new NpgsqlConnection(ConnectionAs(PostgresSessions.NameOf("alive")));
        await other.OpenAsync(Token);
        await using var holder = await HoldAsync(PostgresSessions.NameOf("dead"));

        Assert.Equal(2, await RecoverAsync());

        Assert.Equal(2, (await Store.AssignAsync(new(sweep, 1), "alive")).Attempt);
        await using var command = new NpgsqlCommand("SELECT 1", other);
        Assert.Equal(1, await command.ExecuteScalarAsync(Token));
    }

    [Fact]
    public async Task Named_Database_TellsTheServerTheSilosName()
    {
        using var named = Store.Database.Named("baker-street-1234-0af3c2");
        await using var db = await named.Contexts.CreateDbContextAsync(Token);
        using var session = new StoreSession(named.Contexts);
        Assert.Equal(0, await new TrialStore(session, Store.Clock).RecoverAsync(_alive, TrialStore.StaleAfter, Token));

        Assert.Equal(
            ["sherlock baker-street-1234-0af3c2"],
            await Store.QueryAsync("SELECT DISTINCT application_name FROM pg_stat_activity "
                + "WHERE application_name LIKE 'sherlock b%' AND datname = current_database()"));
    }

    [Fact]
    public void NameOf_SilosOfLongOrForeignNames_FitsAndTellsThemApart()
    {
        var machine = new string('x', 64);

        Assert.Equal($"sherlock {new string('x', 41)}-11111-abcdef", PostgresSessions.NameOf($"{machine}-11111-abcdef"));
        Assert.Equal("sherlock B?ckerstra?e-1-abcdef", PostgresSessions.NameOf("B\u00e4ckerstra\u00dfe-1-abcdef"));
    }

    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();

    private string ConnectionAs(string name) => ((PostgresStore)Store).ConnectionAs(name);

    private Task<int> RecoverAsync() => Store.Trials.RecoverAsync(_alive, TrialStore.StaleAfter, Token);

    /// <summary>Two trials of a silo that is gone.</summary>
    private async Task<Guid> LoseAsync()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec());
        await Store.Trials.AssignAsync(
            [(new TrialId(sweep, 1), new TrialRequest("dead", 1)), (new TrialId(sweep, 2), new TrialRequest("dead", 2))], Token);
        Store.Clock.Advance(TimeSpan.FromSeconds(4));
        return sweep;
    }

    /// <summary>A session that has locked trial 1, and then goes on with a COPY without end.</summary>
    private async Task<HungCopy> HoldAsync(string name)
    {
        var connection = new NpgsqlConnection(ConnectionAs(name));
        await connection.OpenAsync(Token);
        var transaction = await connection.BeginTransactionAsync(Token);
        await using var command = new NpgsqlCommand("SELECT 1 FROM trials WHERE number = 1 FOR NO KEY UPDATE", connection, transaction);
        await command.ExecuteScalarAsync(Token);
        var copy = await connection.BeginBinaryImportAsync("COPY metrics FROM STDIN (FORMAT BINARY)", Token);
        return new(connection, copy);
    }

    private sealed class HungCopy(NpgsqlConnection connection, NpgsqlBinaryImporter copy) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await copy.DisposeAsync();
                await connection.DisposeAsync();
            }
            catch (NpgsqlException)
            {
                // Its session was ended by the server.
            }
        }
    }
}
