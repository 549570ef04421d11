using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace Sweep.Tests.Postgres;

/// <summary>
/// How PostgreSQL is told to stop: its clients' sessions are ended in order, or without a word and with a recovery at the next start.
/// </summary>
internal enum StopMode
{
    Fast,
    Immediate,
}

/// <summary>
/// A private server that can be stopped, started on the same port, killed and made read-only. It and all its databases are gone when
/// disposed.
/// </summary>
internal sealed class OwnPostgres : IAsyncDisposable
{
    private const string Role = "sherlock";

    private readonly IPostgresHost _host;
    private readonly string _password = RandomNumberGenerator.GetHexString(24, lowercase: true);

    private OwnPostgres(IPostgresHost host) => _host = host;

    /// <summary>The same for the server's whole life.</summary>
    public int Port { get; private set; }

    /// <summary>A superuser's connection string, for what the program under test must not be able to do.</summary>
    public string Superuser => ConnectionString("postgres");

    /// <summary>The connection string of an ordinary role that may create databases.</summary>
    public string Creator => ConnectionString(Role);

    /// <summary>A new database and its owner's connection string. The database goes with the server.</summary>
    public async Task<string> CreateDatabaseAsync() => (await TestDatabase.CreateAsync(Creator)).ConnectionString;

    public Task StartAsync() => _host.RunAsync("start", Port.ToString(CultureInfo.InvariantCulture));

    /// <summary>Stops the server and waits until it has ended. Its data stay.</summary>
    public Task StopAsync(StopMode mode) => _host.RunAsync("stop", mode is StopMode.Fast ? "fast" : "immediate");

    /// <summary>Kills the server and all its backends with SIGKILL, as a machine that loses power would. Its data stay.</summary>
    public Task CrashAsync() => _host.RunAsync("crash");

    /// <summary>Stops the server and all its backends where they stand: it takes connections and answers nothing.</summary>
    public Task FreezeAsync() => _host.RunAsync("freeze");

    /// <summary>Lets a frozen server go on.</summary>
    public Task ThawAsync() => _host.RunAsync("thaw");

    /// <summary>
    /// Lets transactions read only, or write again. Sessions that are open follow within moments; new ones do when this returns.
    /// </summary>
    public async Task SetReadOnlyAsync(bool readOnly)
    {
        var value = readOnly ? "on" : "off";
        await Sql.RunAsync(Superuser, $"ALTER SYSTEM SET default_transaction_read_only = {value}");
        await Sql.RunAsync(Superuser, "SELECT pg_reload_conf()");
        while (!value.Equals(await Sql.ScalarAsync(Superuser, "SHOW default_transaction_read_only")))
        {
            // The server reads its settings in its own time and says nothing of it; each question is a session of its own.
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    /// <summary>A new server on a host.</summary>
    /// <param name="host">The server disposes it.</param>
    /// <param name="settings">Lines of <c>postgresql.conf</c>, such as <c>max_connections = 10</c>.</param>
    internal static async Task<OwnPostgres> CreateAsync(IPostgresHost host, IEnumerable<string> settings)
    {
        var server = new OwnPostgres(host);
        try
        {
            await host.RunAsync("init", [server._password, $"listen_addresses = '{host.Listen}'", .. settings]);
            await server.StartFirstAsync();
            await Sql.RunAsync(server.Superuser, $"CREATE ROLE {Role} LOGIN CREATEDB PASSWORD '{server._password}'");
            return server;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts on a port that was free a moment ago; if another process was faster, on another one.</summary>
    private async Task StartFirstAsync()
    {
        for (var left = 5; ; left--)
        {
            try
            {
                Port = _host.Port ?? FreePort.Next();
                await StartAsync();
                return;
            }
            catch (InvalidOperationException exception) when (
                left > 0 && exception.Message.Contains("Address already in use", StringComparison.Ordinal))
            {
                // Another port, then.
            }
        }
    }

    private string ConnectionString(string user) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = _host.Address,
            Port = Port,
            Username = user,
            Password = _password,
            Database = "postgres",
        }.ConnectionString;
}
