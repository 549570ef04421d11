using System.Net;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Clustering;
using Sweep.Grains.Connections;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Silo.Contracts;
using Sweep.Silo.Files;

namespace Sweep.Silo.Serving;

/// <summary>The checked settings of a silo of a cluster.</summary>
/// <param name="Advertised">The address at which others reach it; never the address that stands for all.</param>
/// <param name="Traces">The collector of traces; null if traces are off.</param>
/// <param name="Slots">The number of trials that run at the same time; may be 0.</param>
internal sealed record ServeOptions(
    DatabaseLocation Database,
    string ClusterId,
    ServePorts Ports,
    ListenAddress Listen,
    IPAddress Advertised,
    ConnectionSecurity Security,
    int Slots,
    DataFolder Data,
    CheckpointPlace Checkpoints,
    TimeSpan CheckpointInterval,
    OtlpTarget? Traces)
{
    private const int MostSlots = 1024;
    private const int LongestInterval = 86_400;

    /// <summary>How the HTTP port is secured. Default: it is reached on this machine only.</summary>
    public HttpSecurity Http { get; private init; } = HttpSecurity.OfLoopback;

    /// <summary>How long the cluster keeps what belongs to sweeps that have ended. Default: until a person removes it.</summary>
    public Retention Retention { get; private init; } = new();

    /// <summary>How it logs. Default: text, and as much as appsettings.json says.</summary>
    public LogOptions Log { get; init; } = LogOptions.Default;

    /// <summary>When its certificates expire. Default: it has none.</summary>
    public CertificateEnds Certificates { get; private init; } = CertificateEnds.None;

    /// <summary>Grafana's address for browsers; null for none.</summary>
    public GrafanaAddress? Grafana { get; private init; }

    /// <summary>The user's trainables, and the silo's commands. Default: none.</summary>
    public TrainableRegistry Trainables { get; init; } = new();

    /// <param name="cores">Of this machine.</param>
    /// <exception cref="SherlockException">A setting is wrong or missing.</exception>
    public static async Task<ServeOptions> ReadAsync(ServeInputs inputs, int cores, CancellationToken cancellationToken)
    {
        inputs.RequireKnownKeys();
        var database = inputs.Text(ServeFlags.Database, "a connection string of PostgreSQL") ?? throw new SherlockException(
            $"No database is named: give it with {ServeFlags.Database.Option} \"Host=…;Username=…;Database=…\" "
            + $"or {ServeFlags.Database.Environment}.");
        var location = DatabaseLocation.Server(database.Value);
        var clusterId = inputs.Find(ServeFlags.ClusterId) is { } cluster
            ? ClusterName.Check(cluster.Value, cluster.Where)
            : ClusterName.Default;
        var ports = ServePorts.Read(inputs);
        var slots = inputs.Number(ServeFlags.Slots, cores, 0, MostSlots, $"a whole number from 0 to {MostSlots}");
        var data = new DataFolder((inputs.Text(ServeFlags.Data, "a folder") ?? new(BackendOptions.DefaultDataFolder, "")).Value);
        var checkpoints = CheckpointPlace.Parse(inputs.Find(ServeFlags.Checkpoints));
        var interval = inputs.Number(
            ServeFlags.CheckpointInterval, 30, 1, LongestInterval, $"a whole number of seconds from 1 to {LongestInterval}");
        var certificates = inputs.Text(ServeFlags.Certs, "a folder");
        var certificate = inputs.Text(ServeFlags.Certificate, "the name of a certificate");
        var listenText = (inputs.Text(ServeFlags.Listen, "an address") ?? new("127.0.0.1", "")).Value;
        var listen = ListenAddress.Decide(
            listenText,
            await ListenAddress.ResolveAsync(listenText, cancellationToken),
            certificates is not null,
            inputs.IsSet(ServeFlags.InsecureNetwork));
        var advertised = await AdvertisedAddress.FindAsync(
            inputs.Text(ServeFlags.Advertise, "an address"), listen.Address, location.Machine, cancellationToken);
        var own = certificates is { Value: var folder } ? CertificateFolder.Load(folder, certificate?.Value, TimeProvider.System) : null;
        var security = own is null ? ConnectionSecurity.Plain : ConnectionSecurity.Tls(own, TimeProvider.System);
        var http = HttpSecurity.Read(inputs, listen, advertised, own);
        return new(location, clusterId, ports, listen, advertised, security, slots, data, checkpoints,
            TimeSpan.FromSeconds(interval), OtlpTarget.Read(inputs))
        {
            Log = LogOptions.Read(inputs),
            Certificates = new(own?.End, http.Certificate?.NotAfter.ToUniversalTime()),
            Http = http,
            Grafana = ReadGrafana(inputs),
            Retention = KeptTimes.Read(inputs),
            Trainables = inputs.Text(ServeFlags.Trainables, "a file") is { } file ? CommandPermissions.Load(file.Value) : new(),
        };
    }

    private static GrafanaAddress? ReadGrafana(ServeInputs inputs) => inputs.Text(ServeFlags.Grafana, GrafanaAddress.Allowed) is { } input
        ? GrafanaAddress.TryParse(input.Value) ?? throw ServeInputs.Wrong(input, GrafanaAddress.Allowed)
        : null;
}
