using System.Globalization;
using Sweep.Tests.EndToEnd;
using Sweep.Tests.Layers;
using Sweep.Tests.Postgres;

namespace Sweep.Tests.Cluster;

/// <summary>A silo of a cluster: the built program's <c>serve</c>, as a process of its own.</summary>
internal sealed class SiloServer : IAsyncDisposable
{
    private readonly GuardedProcess _process;

    private SiloServer(IEnumerable<string> within, string database, IReadOnlyDictionary<string, string> options)
    {
        Data = options["--data"];
        (SiloPort, GatewayPort, HttpPort) =
            (Number(options["--silo-port"]), Number(options["--gateway-port"]), Number(options["--http-port"]));
        _process = GuardedProcess.Start(
            Directory.CreateDirectory(Data).FullName,
            new Dictionary<string, string>(options.Where(option => !IsFlag(option.Key))) { ["SHERLOCK_DATABASE"] = database },
            [
                .. within, "dotnet", ProgramFiles.Silo, "serve",
                .. options.Where(option => IsFlag(option.Key)).SelectMany(option => new[] { option.Key, option.Value }),
            ]);
    }

    public int SiloPort { get; }

    public int GatewayPort { get; }

    public int HttpPort { get; }

    /// <summary>The silo's own folder.</summary>
    public string Data { get; }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasEnded;

    public OutputLines Lines => _process.Lines;

    /// <summary>Starts a silo and does not wait for it.</summary>
    /// <param name="database">The cluster's connection string.</param>
    /// <param name="options">Options of <c>serve</c> with their values, <c>--data</c> and <c>--cluster-id</c> among them; ports that are
    /// not among them are free ones. Names without dashes are variables of the environment.</param>
    public static SiloServer Start(string database, params (string Name, string Value)[] options) => StartWithin([], database, options);

    /// <summary>The same, by way of a command that runs the silo in another place, such as a network of its own.</summary>
    /// <param name="within">The command, which becomes the silo's process: it does not fork.</param>
    /// <inheritdoc cref="Start"/>
    public static SiloServer StartWithin(
        IEnumerable<string> within, string database, params (string Name, string Value)[] options)
    {
        var all = new Dictionary<string, string> { ["--slots"] = "1" };
        foreach (var port in new[] { "--silo-port", "--gateway-port", "--http-port" })
        {
            all[port] = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        }

        foreach (var (name, value) in options) { all[name] = value; }
        return new(within, database, all);
    }

    /// <summary>An address of the silo's HTTP port, such as <c>/metrics</c>.</summary>
    public Uri Address(string path) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{HttpPort}{path}"));

    /// <summary>Waits until the silo has joined and takes work.</summary>
    public Task ReadyAsync() => HealthProbe.WaitAsync(Address("/health/ready"), _process);

    /// <summary>The first line it wrote, or will write, that contains <paramref name="part"/>.</summary>
    /// <param name="part">What the line contains.</param>
    /// <param name="from">How many lines to pass over.</param>
    public Task<string> LineAsync(string part, int from = 0) => _process.LineAsync(part, from);

    /// <summary>Sends a signal: TERM, INT, KILL, STOP or CONT.</summary>
    public Task SignalAsync(string name) => _process.SignalAsync(name);

    /// <summary>Waits for the silo's end. After KILL, the exit code is 137.</summary>
    public Task<Ended> EndAsync() => _process.EndAsync();

    /// <summary>Completes when the silo has ended, however long it lives.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> EndedAsync(CancellationToken cancellationToken) => _process.EndedAsync(cancellationToken);

    public async Task<Ended> SignalAndEndAsync(string name)
    {
        await SignalAsync(name);
        return await EndAsync();
    }

    /// <summary>Whether a name in the database is this silo's: it holds its port.</summary>
    public bool IsCalled(string? name) =>
        name?.Contains(string.Create(CultureInfo.InvariantCulture, $"-{SiloPort}-"), StringComparison.Ordinal) is true;

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static bool IsFlag(string name) => name.StartsWith("--", StringComparison.Ordinal);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
