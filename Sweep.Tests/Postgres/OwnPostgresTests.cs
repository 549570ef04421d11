using Npgsql;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Postgres;

/// <summary>A server of one test's own: the outages that it can play.</summary>
[Trait("Category", "Slow")]
public sealed class OwnPostgresTests : IAsyncLifetime
{
    private OwnPostgres? _server;

    private OwnPostgres Server => _server ?? throw new InvalidOperationException("The test has not begun.");

    [Theory]
    [InlineData("Fast")]
    [InlineData("Immediate")]
    [InlineData("Crash")]
    public async Task Server_StoppedAndStartedAgain_HasItsPortAndWhatWasCommitted(string outage)
    {
        var database = await Server.CreateDatabaseAsync();
        await Sql.RunAsync(database, "CREATE TABLE letters (word text); INSERT INTO letters VALUES ('elementary')");

        await (outage == "Crash" ? Server.CrashAsync() : Server.StopAsync(Enum.Parse<StopMode>(outage)));
        await Assert.ThrowsAsync<NpgsqlException>(() => Sql.RunAsync(database, "SELECT 1"));
        await Server.StartAsync();

        Assert.Equal("elementary", await Sql.ScalarAsync(database, "SELECT word FROM letters"));
    }

    [Fact]
    public async Task Server_ByDefault_IsDurableAndAsTheTestWantsIt()
    {
        var database = await Server.CreateDatabaseAsync();

        Assert.Equal("on", await Sql.ScalarAsync(database, "SHOW fsync"));
        Assert.Equal("17", await Sql.ScalarAsync(database, "SHOW max_connections"));
    }

    [Fact]
    public async Task Server_ReadOnly_RefusesWritesUntilItIsNoMore()
    {
        var database = await Server.CreateDatabaseAsync();
        await Sql.RunAsync(database, "CREATE TABLE letters (word text)");

        await Server.SetReadOnlyAsync(true);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => Sql.RunAsync(database, "INSERT INTO letters VALUES ('no')"));
        await Server.SetReadOnlyAsync(false);
        await Sql.RunAsync(database, "INSERT INTO letters VALUES ('yes')");

        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refusal.SqlState);
        Assert.Equal("yes", await Sql.ScalarAsync(database, "SELECT word FROM letters"));
    }

    [Fact]
    public async Task Server_OfAnOrdinaryRole_LetsItCreateDatabasesAndNoRoles()
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => Sql.RunAsync(Server.Creator, "CREATE ROLE moriarty SUPERUSER"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task Database_DisposedWhileASessionIsInItThatItsOwnerMayNotEnd_GoesWhenTheSessionEnds()
    {
        var database = await TestDatabase.CreateAsync(Server.Creator);
        var there = new NpgsqlConnectionStringBuilder(Server.Superuser) { Database = database.Name, Pooling = false };
        await using var session = new NpgsqlConnection(there.ConnectionString);
        await session.OpenAsync(TestContext.Current.CancellationToken);

        var disposal = database.DisposeAsync().AsTask();
        await Patience.UntilAsync("refused once", RefusalsAsync, refusals => refusals > 0);
        Assert.False(disposal.IsCompleted);
        await session.CloseAsync();

        await disposal;
        Assert.Equal(0L, await Sql.ScalarAsync(Server.Superuser, $"SELECT count(*) FROM pg_database WHERE datname = '{database.Name}'"));
    }

    [Fact]
    public async Task Server_WithASettingThatItDoesNotKnow_SaysWhichWhenItStarts()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => PostgresServer.StartOwnAsync("max_conections = 17"));

        Assert.Contains("\"max_conections\"", exception.Message, StringComparison.Ordinal);
    }

    public async ValueTask InitializeAsync() => _server = await PostgresServer.StartOwnAsync("max_connections = 17");

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>Transactions of the server's own database that were rolled back: in this test, drops that were refused.</summary>
    private async Task<long> RefusalsAsync() =>
        (long)(await Sql.ScalarAsync(Server.Superuser, "SELECT xact_rollback FROM pg_stat_database WHERE datname = 'postgres'"))!;
}
