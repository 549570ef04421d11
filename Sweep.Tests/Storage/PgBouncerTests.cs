using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Storage.Postgres;
using Sweep.Tests.Postgres;

namespace Sweep.Tests.Storage;

/// <summary>A database behind a pooler.</summary>
[Trait("Category", "Slow")]
public sealed class PgBouncerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_ThroughAPoolerWithDefaultSettings_IsADatabaseWithOurSessionSettings()
    {
        await using var place = await PostgresServer.CreateDatabaseAsync();
        await using var bouncer = await PgBouncer.StartAsync(place.ConnectionString);
        using var database = await SherlockDatabase.CreateAsync(DatabaseLocation.Server(bouncer.ConnectionString), Token);
        using var session = new StoreSession(database.Contexts);

        await new SweepStore(session, database.Clock).SubmitAsync(Guid.NewGuid(), TestStore.Spec(trials: 3), 0, Token);

        Assert.Equal(3, Assert.Single(await new SweepReader(database.Contexts).ListAsync(Token)).Trials);
        for (var use = 0; use < 2; use++)
        {
            // The second time over a pooled connection.
            await using var db = await database.Contexts.CreateDbContextAsync(Token);
            Assert.Equal(
                "8s", await db.Database.SqlQuery<string>($"SELECT current_setting('lock_timeout') AS \"Value\"").SingleAsync(Token));
        }
    }

    [Fact]
    public async Task Create_ThroughAPoolerThatSharesSessionsByTransactions_IsRefusedWithTheSettingThatHelps()
    {
        await using var place = await PostgresServer.CreateDatabaseAsync();
        await using var bouncer = await PgBouncer.StartAsync(place.ConnectionString, "pool_mode = transaction");

        var error = await CreateAsync(bouncer.ConnectionString);

        Assert.Equal((SherlockException.OutOfReach, false), (error.ExitCode, error.Passes));
        Assert.Contains("set pool_mode = session, or name the server itself", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_WithOptionsThatThePoolerRefuses_ShowsItsTextAndTheSettingThatHelps()
    {
        await using var place = await PostgresServer.CreateDatabaseAsync();
        await using var bouncer = await PgBouncer.StartAsync(place.ConnectionString);

        var error = await CreateAsync(
            new NpgsqlConnectionStringBuilder(bouncer.ConnectionString) { Options = "-c jit=off" }.ConnectionString);

        Assert.Equal((SherlockException.OutOfReach, false), (error.ExitCode, error.Passes));
        Assert.Contains("ignore_startup_parameters", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("The server says: unsupported startup parameter: options (08P01).", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no more connections allowed (max_client_conn)", true)]
    [InlineData("server login has been failing, try again later (server_login_retry)", true)]
    [InlineData("query_wait_timeout", true)]
    [InlineData("client_login_timeout (server down)", true)]
    [InlineData("no such database: reichenbach", false)]
    [InlineData("SASL authentication failed", false)]
    [InlineData("unsupported startup parameter: TimeZone=UTC", false)]
    [InlineData("unsupported startup parameter in options: jit", false)]
    public void Explain_WhatAPoolerSays_TellsWhatPassesByWaiting(string text, bool passes) =>
        Assert.Equal(passes, PoolerErrors.Explain(text).Passes);

    private static Task<SherlockException> CreateAsync(string connection) =>
        Assert.ThrowsAsync<SherlockException>(() => SherlockDatabase.CreateAsync(DatabaseLocation.Server(connection), Token));
}
