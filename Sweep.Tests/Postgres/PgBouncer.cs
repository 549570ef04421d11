using System.Globalization;
using Npgsql;
using Sweep.Tests.Cluster;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Postgres;

/// <summary>PgBouncer, a pooler between programs and a PostgreSQL server, with its default settings and those of a test.</summary>
internal sealed class PgBouncer : IAsyncDisposable
{
    private readonly TempFolder _folder;
    private readonly GuardedProcess _process;
    private readonly string _server;
    private readonly int _port;

    private PgBouncer(TempFolder folder, GuardedProcess process, string server, int port) =>
        (_folder, _process, _server, _port) = (folder, process, server, port);

    /// <summary>The connection string of the server's database by way of the pooler.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server) { Host = "127.0.0.1", Port = _port }.ConnectionString;

    /// <summary>Starts it before a server.</summary>
    /// <param name="server">The connection string of a database, with its user's password.</param>
    /// <param name="settings">Lines of its settings, such as <c>pool_mode = transaction</c>.</param>
    public static async Task<PgBouncer> StartAsync(string server, params string[] settings)
    {
        var place = new NpgsqlConnectionStringBuilder(server);
        var (folder, port) = (new TempFolder(), FreePort.Next());
        var users = Path.Combine(folder.Path, "users");
        await File.WriteAllTextAsync(users, $"\"{place.Username}\" \"{place.Password}\"\n");
        var file = Path.Combine(folder.Path, "pgbouncer.ini");
        await File.WriteAllLinesAsync(file,
        [
            "[databases]",
            string.Create(CultureInfo.InvariantCulture, $"* = host={place.Host} port={place.Port}"),
            "[pgbouncer]",
            "listen_addr = 127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"listen_port = {port}"),
            "unix_socket_dir =",
            "auth_type = plain",
            $"auth_file = {users}",
            .. settings,
        ]);
        var bouncer = new PgBouncer(folder, Run(folder.Path, file), server, port);
        await bouncer._process.LineAsync("process up");
        return bouncer;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private static GuardedProcess Run(string folder, string file)
    {
        var program = RequiredTool.Find("pgbouncer", "pgbouncer", $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin");
        string[] user = [.. UnprivilegedUser.Prefix()];
        if (user.Length > 0)
        {
            // It refuses to run as root, as the server does.
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        }

        return GuardedProcess.Start(folder, new Dictionary<string, string>(), [.. user, program, file]);
    }
}
