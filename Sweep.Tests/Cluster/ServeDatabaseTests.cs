using Npgsql;
using Sweep.Tests.EndToEnd;
using Sweep.Tests.Postgres;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Cluster;

/// <summary>Databases that a silo cannot use: one clear line, exit code 3, and no password in it.</summary>
[Trait("Category", "Slow")]
public sealed class ServeDatabaseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serve_OnADatabaseItCannotUse_SaysWhyAtOnce()
    {
        await using var server = await PostgresServer.StartOwnAsync();
        var good = await server.CreateDatabaseAsync();
        await Sql.RunAsync(server.Superuser, "CREATE ROLE watson LOGIN PASSWORD 'w4tson-s3cret'");
        await Sql.RunAsync(server.Superuser, "CREATE DATABASE strange");
        await Sql.RunAsync(server.Superuser, "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'");
        await Sql.RunAsync(
            new NpgsqlConnectionStringBuilder(server.Superuser) { Database = "strange" }.ConnectionString,
            "REVOKE ALL ON SCHEMA public FROM PUBLIC");

        await RefusedAsync(good, builder => builder.Password = "m0riarty-s3cret", "refuses the password");
        await RefusedAsync(good, builder => builder.Database = "reichenbach", "does not exist");
        await RefusedAsync(
            good,
            builder => (builder.Database, builder.Username, builder.Password) = ("strange", "watson", "w4tson-s3cret"),
            "does not grant the rights");
        await RefusedAsync(good, builder => builder.Database = "latin", "stores text as LATIN1");
        await RefusedAsync(good, builder => builder.SslMode = SslMode.Require, "cannot be used");
    }

    [Fact]
    public async Task Serve_OnADatabaseThatIsReadOnly_WaitsForItAsInAFailover()
    {
        await using var server = await PostgresServer.StartOwnAsync();
        await using var rig = await ClusterRig.CreateAsync(server);
        await server.SetReadOnlyAsync(true);
        var silo = rig.LaunchSilo(slots: 0);
        Assert.Contains("Trying again for 60 s.", await silo.LineAsync("is read-only"), StringComparison.Ordinal);

        await server.SetReadOnlyAsync(false);

        await silo.ReadyAsync();
    }

    [Fact]
    public async Task Serve_OnADatabaseThatIsStillStarting_WaitsForIt()
    {
        await using var server = await PostgresServer.StartOwnAsync();
        await using var rig = await ClusterRig.CreateAsync(server);
        await server.StopAsync(StopMode.Fast);
        var silo = rig.LaunchSilo(slots: 0);
        Assert.Contains("Trying again for 60 s.", await silo.LineAsync("cannot be reached"), StringComparison.Ordinal);

        await server.StartAsync();

        await silo.ReadyAsync();
    }

    [Fact]
    public async Task Ready_WhileTheDatabaseIsGone_IsNotAndSaysWhy()
    {
        await using var server = await PostgresServer.StartOwnAsync();
        await using var rig = await ClusterRig.CreateAsync(server);
        var silo = await rig.StartSiloAsync(slots: 0);

        await server.StopAsync(StopMode.Immediate);
        using var http = new HttpClient();
        var answer = await Patience.UntilAsync(
            "not ready", () => PageAsync(http, silo.Address("/health/ready")), page => page.Status == 503);
        Assert.Contains("{\"status\":\"not ready\",\"problems\":{\"database\":\"The database ", answer.Text, StringComparison.Ordinal);
        Assert.Equal(200, (int?)await HealthProbe.AskAsync(silo.Address("/health/live")));

        await server.StartAsync();
        await silo.ReadyAsync();
    }

    private static async Task<(int Status, string Text)> PageAsync(HttpClient http, Uri address)
    {
        using var answer = await http.GetAsync(address, Token);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Token));
    }

    private static async Task RefusedAsync(string good, Action<NpgsqlConnectionStringBuilder> spoil, string says)
    {
        var builder = new NpgsqlConnectionStringBuilder(good);
        spoil(builder);

        var ended = await SiloProcess.RunAsync(
            "serve", "--database", builder.ConnectionString, "--slots", "0", "--silo-port", "0", "--gateway-port", "0", "--http-port", "0");

        // One line: it does not say that it tries again, since what is wrong does not pass.
        Assert.True(ended.ExitCode == 3, ended.ToString());
        Assert.Contains(says, ended.OneLine, StringComparison.Ordinal);
        Assert.DoesNotContain(builder.Password!, ended.Error, StringComparison.Ordinal);
    }
}
