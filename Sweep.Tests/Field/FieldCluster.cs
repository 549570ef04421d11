using System.Globalization;
using Npgsql;
using Sweep.Grains.Connections;
using Sweep.Tests.Cluster;
using Sweep.Tests.EndToEnd;
using Sweep.Tests.Layers;
using Sweep.Tests.Postgres;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Field;

/// <summary>
/// Three supervised silos, a database and a person's desk, each on a machine of its own in a <see cref="FieldNetwork"/>, with certificates.
/// If this machine allows no such network, all of them are on loopback.
/// </summary>
internal sealed class FieldCluster : IAsyncDisposable
{
    public const int Silos = 3;

    private const string DatabaseMachine = "database";
    private const string DatabaseName = "database.field";
    private const string Desk = "desk";

    private readonly TempFolder _folder = new();
    private readonly List<FieldSilo> _silos = [];
    private readonly Dictionary<string, string> _addresses = [];
    private OwnPostgres? _postgres;
    private string _asSilosSeeIt = "";

    private FieldCluster(FieldNetwork? network) => Network = network;

    /// <summary>Null on loopback.</summary>
    public FieldNetwork? Network { get; }

    /// <summary>The database's connection string for the test itself, which looks from outside of the network.</summary>
    public string Database { get; private set; } = "";

    public string Folder => _folder.Path;

    public IReadOnlyList<FieldSilo> All => _silos;

    public OwnPostgres Postgres => _postgres!;

    /// <summary>A cluster whose silos are all members.</summary>
    public static async Task<FieldCluster> StartAsync()
    {
        var cluster = new FieldCluster(FieldNetwork.IsAllowed ? await FieldNetwork.CreateAsync() : null);
        try
        {
            await cluster.StartDatabaseAsync();
            await cluster.StartSilosAsync();
            await Patience.UntilAsync("all members", cluster.AreAllMembersAsync, areAll => areAll, _ => cluster.Describe());
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public string AddressOf(FieldSilo silo) => _addresses[silo.Name];

    public FieldSilo After(FieldSilo silo) => _silos[(_silos.IndexOf(silo) + 1) % _silos.Count];

    /// <summary>Whether the database has exactly the running processes of all silos as members.</summary>
    public async Task<bool> AreAllMembersAsync()
    {
        if (_silos.Any(silo => silo.Called is null)) { return false; }
        var members = (string?)await Sql.ScalarAsync(
            Database, "SELECT string_agg(silo_name, ' ' ORDER BY silo_name) FROM orleans.members WHERE status = 'Active'");
        return members == string.Join(' ', _silos.Select(silo => silo.Called).Order(StringComparer.Ordinal));
    }

    public Task CutDatabaseAsync() => Network!.CutAsync(DatabaseMachine);

    public Task MendDatabaseAsync() => Network!.MendAsync(DatabaseMachine);

    /// <summary>The database's machine gets another address, and its name follows.</summary>
    public async Task MoveDatabaseAsync()
    {
        _addresses[DatabaseMachine] = await Network!.MoveAsync(DatabaseMachine, _addresses[DatabaseMachine]);
        await Network.NameAsync(DatabaseName, _addresses[DatabaseMachine]);
    }

    /// <summary>Runs the client to its end, on a machine that nothing disturbs.</summary>
    public async Task<Ended> RunClientAsync(params string[] args)
    {
        var environment = new Dictionary<string, string> { ["SHERLOCK_DATABASE"] = _asSilosSeeIt };
        if (Network is not null) { environment["SHERLOCK_CERTS"] = Certificates; }
        await using var client = GuardedProcess.Start(
            Folder,
            environment,
            [.. Network?.On(Desk) ?? [], "dotnet", Path.Combine(ProgramFiles.Output("Sweep.Client"), "Sweep.Client.dll"), .. args]);
        return await client.EndAsync();
    }

    /// <summary>The state of the silos, for failures.</summary>
    public string Describe() => string.Join(
        "\n", _silos.Select(silo => $"--- {silo.Name}, {silo.Called ?? "not ready"}\n{string.Join('\n', silo.LastLines)}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos) { await silo.DisposeAsync(); }
        if (_postgres is not null) { await _postgres.DisposeAsync(); }
        if (Network is not null) { await Network.DisposeAsync(); }
        _folder.Dispose();
    }

    private string Certificates => Path.Combine(Folder, "certificates");

    private static string NextPort() => FreePort.Next().ToString(CultureInfo.InvariantCulture);

    private async Task StartDatabaseAsync()
    {
        // What is killed here is the server alone, and the machine keeps what it has written.
        string[] settings = ["fsync = off"];
        if (Network is null)
        {
            _postgres = await PostgresServer.StartOwnAsync(settings);
        }
        else
        {
            var programs = PostgresPrograms.Find();
            Assert.True(programs is not null, PostgresSource.Missing);
            _addresses[DatabaseMachine] = await Network.AddAsync(DatabaseMachine);
            await Network.NameAsync(DatabaseName, _addresses[DatabaseMachine]);
            var keeper = await PostgresKeeper.StartAsync(programs, Network.On(DatabaseMachine));
            _postgres = await OwnPostgres.CreateAsync(keeper, [.. settings, $"unix_socket_directories = '{keeper.Folder}'"]);
        }

        var database = new NpgsqlConnectionStringBuilder(await _postgres.CreateDatabaseAsync());
        Database = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Timeout = 5, CommandTimeout = 10 }.ConnectionString;
        if (Network is not null) { database.Host = DatabaseName; }
        _asSilosSeeIt = database.ConnectionString;
    }

    private async Task StartSilosAsync()
    {
        if (Network is not null)
        {
            var authority = new CertificateAuthority(Certificates, TimeProvider.System);
            authority.Create();
            authority.Add("silo");
            await Network.AddAsync(Desk);
        }

        for (var number = 1; number <= Silos; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"silo-{number}");
            var data = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
            var clock = new CalendarClock(Directory.CreateDirectory(Path.Combine(Folder, $"{name}-clock")).FullName);
            if (Network is not null)
            {
                _addresses[name] = await Network.AddAsync(name);
                await Network.AddDiskAsync(data, "40m");
            }

            var options = Options(name, data, clock);
            _silos.Add(FieldSilo.Start(
                name, data, clock, () => SiloServer.StartWithin(Network?.On(name) ?? [], _asSilosSeeIt, options)));
        }
    }

    /// <summary>A silo that comes back has its machine's address and its ports, and its machine's clock.</summary>
    private (string Name, string Value)[] Options(string name, string data, CalendarClock clock) =>
    [
        ("--data", data), ("--slots", "1"), ("--checkpoint-interval", "2"), StartupHook.Variable, .. clock.Environment,
        ("--silo-port", NextPort()), ("--gateway-port", NextPort()), ("--http-port", NextPort()),
        .. _addresses.TryGetValue(name, out var address)
            ? new[] { ("--listen", address), ("--certs", Certificates) }
            : Array.Empty<(string, string)>(),
    ];
}
