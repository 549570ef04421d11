using System.Globalization;
using Sweep.Tests.EndToEnd;
using Sweep.Tests.Layers;
using Sweep.Tests.Postgres;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Cluster;

/// <summary>A cluster of one test's own: a database, silos that come and go, and a folder for all of their files.</summary>
internal sealed partial class ClusterRig : IAsyncDisposable
{
    private const int LinesShown = 60;

    private readonly TempFolder _folder = new();
    private readonly List<SiloServer> _silos = [];
    private readonly TestDatabase? _database;

    private ClusterRig(string connectionString, TestDatabase? database) => (Database, _database) = (connectionString, database);

    /// <summary>The connection string that silos and clients get.</summary>
    public string Database { get; }

    public string ClusterId { get; } = $"test-{Guid.NewGuid():n}";

    public string Folder => _folder.Path;

    /// <summary>Further variables of the client's environment, such as SHERLOCK_CERTS.</summary>
    public Dictionary<string, string> ClientEnvironment { get; } = [];

    /// <summary>Further options of every silo.</summary>
    public List<(string Name, string Value)> SiloOptions { get; } = [("--checkpoint-interval", "2")];

    /// <summary>All silos that were ever started, also those that have ended.</summary>
    public IReadOnlyList<SiloServer> Silos => _silos;

    /// <summary>A cluster without silos, on the server that all tests share.</summary>
    public static async Task<ClusterRig> CreateAsync()
    {
        var database = await PostgresServer.CreateDatabaseAsync();
        return new(database.ConnectionString, database);
    }

    /// <summary>A cluster without silos, on a server that the test may stop. The test disposes the server after the rig.</summary>
    public static async Task<ClusterRig> CreateAsync(OwnPostgres server) => new(await server.CreateDatabaseAsync(), null);

    /// <summary>Starts a silo and waits until it is ready.</summary>
    /// <param name="slots">How many trials it trains at a time.</param>
    /// <param name="more">Further options of <c>serve</c>, or ports and a folder instead of the rig's choice; names without dashes are
    /// variables of its environment.</param>
    public async Task<SiloServer> StartSiloAsync(int slots = 1, params (string Name, string Value)[] more)
    {
        var silo = LaunchSilo(slots, more);
        await silo.ReadyAsync();
        return silo;
    }

    /// <summary>Starts a silo, whose slots rest after each step, and does not wait for it.</summary>
    /// <param name="slots">How many trials it trains at a time.</param>
    /// <param name="more">Further options of <c>serve</c>, or ports and a folder instead of the rig's choice; names without dashes are
    /// variables of its environment.</param>
    public SiloServer LaunchSilo(int slots = 1, params (string Name, string Value)[] more)
    {
        var data = Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"silo-{_silos.Count + 1}"));
        var silo = SiloServer.Start(
            Database,
            [
                ("--data", data), ("--cluster-id", ClusterId), ("--slots", slots.ToString(CultureInfo.InvariantCulture)),
                StartupHook.Variable, .. SiloOptions, .. more,
            ]);
        _silos.Add(silo);
        return silo;
    }

    /// <summary>Starts the client with a verb, in the rig's folder; the caller disposes it.</summary>
    public GuardedProcess Client(params string[] args) => GuardedProcess.Start(
        Folder,
        new Dictionary<string, string>(ClientEnvironment) { ["SHERLOCK_DATABASE"] = Database, ["SHERLOCK_CLUSTER_ID"] = ClusterId },
        ["dotnet", Path.Combine(ProgramFiles.Output("Sweep.Client"), "Sweep.Client.dll"), .. args]);

    /// <summary>Runs the client to its end.</summary>
    public async Task<Ended> RunClientAsync(params string[] args)
    {
        await using var client = Client(args);
        return await client.EndAsync();
    }

    /// <summary>
    /// Kills the silos, each by its own id, and removes database and folder. What the silos wrote last goes into the test's output.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            var state = silo.HasEnded ? "ended" : "killed";
            await silo.DisposeAsync();
            var last = string.Join('\n', silo.Lines.All.TakeLast(LinesShown));
            TestContext.Current.TestOutputHelper?.WriteLine($"--- {Path.GetFileName(silo.Data)}, process {silo.Id}, {state}\n{last}");
        }

        if (_database is not null) { await _database.DisposeAsync(); }
        _folder.Dispose();
    }
}
