namespace Sweep.Silo.Serving;

/// <summary>All settings of <c>serve</c>, with their descriptions.</summary>
internal static class ServeFlags
{
    public static ServeFlag Database { get; } = new(
        "database", "CONNECTION", "The PostgreSQL database that all silos share: \"Host=…;Username=…;Password=…;Database=…\". Needed.");

    public static ServeFlag ClusterId { get; } = new(
        "cluster-id", "NAME", "Which cluster to join: silos of one name and one database. [default: sherlock]");

    public static ServeFlag SiloPort { get; } = new(
        "silo-port", "PORT", "For the other silos; 0 takes any free one, here and below. [default: 11111]");

    public static ServeFlag GatewayPort { get; } = new("gateway-port", "PORT", "For clients. [default: 30000]");

    public static ServeFlag HttpPort { get; } = new(
        "http-port", "PORT", "For the dashboard, the API, /health and /metrics. [default: 8080]");

    public static ServeFlag Listen { get; } = new(
        "listen", "ADDRESS", "Where all three listen; beyond this machine only with --certs or --insecure-network. [default: 127.0.0.1]");

    public static ServeFlag Advertise { get; } = new(
        "advertise",
        "ADDRESS",
        "The address at which others reach this silo. [default: as --listen; with 0.0.0.0, this machine's address towards the database]");

    public static ServeFlag InsecureNetwork { get; } = new(
        "insecure-network", null, "Listens beyond this machine without certificates: for networks that are closed by other means.");

    public static ServeFlag Certs { get; } = new(
        "certs", "DIR", "This machine's certificate: ca.pem, NAME.pem and NAME.key, as 'certs add' makes them.");

    public static ServeFlag Certificate { get; } = new("certificate", "NAME", "Which one, where that folder has several.");

    public static ServeFlag HttpCert { get; } = new(
        "http-cert", "FILE", "The HTTP port's certificate in PEM form, with its chain. [default: beyond this machine, that of --certs]");

    public static ServeFlag HttpKey { get; } = new("http-key", "FILE", "The key of --http-cert, in PEM form.");

    public static ServeFlag AllowedHost { get; } = new(
        "allowed-host", "NAMES", "Further names under which the HTTP port is reached, with commas between them. [default: none]");

    public static ServeFlag OpenHealth { get; } = new(
        "open-health", null, "Answers /health without a token beyond this machine too: for probes that have none.");

    public static ServeFlag OpenMetrics { get; } = new(
        "open-metrics", null, "Answers /metrics without a token beyond this machine too.");

    public static ServeFlag Slots { get; } = new(
        "slots", "N", "Trials at once; 0 for a silo that only coordinates. [default: the cores of this machine]");

    public static ServeFlag Data { get; } = new(
        "data", "DIR", "Logs, downloaded texts and scratch files; silos may share one. [default: .sherlock]");

    public static ServeFlag Checkpoints { get; } = new(
        "checkpoints", "PLACE", "'database', or 'folder:PATH' for a folder that all silos share. [default: database]");

    public static ServeFlag CheckpointInterval { get; } = new(
        "checkpoint-interval", "SECONDS", "Between two checkpoints of a trial: what is trained again after a silo's death. [default: 30]");

    public static ServeFlag KeepCheckpoints { get; } = new(
        "keep-checkpoints",
        "AGE",
        "Of a sweep that ended longer ago, such as 30d, only the best trial keeps its checkpoints. [default: all keep theirs]");

    public static ServeFlag KeepEvents { get; } = new(
        "keep-events", "AGE", "Of a sweep that ended longer ago, the events are removed. [default: they stay]");

    public static ServeFlag KeepSweeps { get; } = new(
        "keep-sweeps", "AGE", "A sweep that ended longer ago is deleted. [default: none is]");

    public static ServeFlag Trainables { get; } = new(
        "trainables", "FILE", "Commands that the silo runs as trainables. Only the silo's user may be able to write it. [default: none]");

    public static ServeFlag Otlp { get; } = new(
        "otlp",
        "URL",
        "An OpenTelemetry collector to send traces to, such as http://collector:4318. [default: OTEL_EXPORTER_OTLP_ENDPOINT, or none]");

    public static ServeFlag Grafana { get; } = new(
        "grafana",
        "URL",
        "Grafana's address for browsers, such as http://localhost:3000: event files link each trial to its dashboard. [default: none]");

    public static ServeFlag LogLevel { get; } = new(
        "log-level", "LEVEL", "The least of the silo's lines to log: trace, debug, information, warning, error or critical. "
            + "[default: information]");

    public static ServeFlag LogFormat { get; } = new(
        "log-format", "FORMAT", "'text', or 'json' for one JSON object in each line. [default: text]");

    public static IReadOnlyList<ServeFlag> All { get; } =
    [
        Database, ClusterId, SiloPort, GatewayPort, HttpPort, Listen, Advertise, InsecureNetwork, Certs, Certificate, HttpCert, HttpKey,
        AllowedHost, OpenHealth, OpenMetrics, Slots, Data, Checkpoints, CheckpointInterval, KeepCheckpoints,
        KeepEvents, KeepSweeps, Trainables, Otlp, Grafana,
        LogLevel, LogFormat,
    ];
}
