namespace Sweep.Tests.Deploy;

/// <summary>compose.yaml, with its anchors and merges resolved.</summary>
internal sealed class ComposeFile
{
    private ComposeFile(object root) => Root = root;

    public object Root { get; }

    public IEnumerable<string> Services => Root.At("services").Keys();

    public static ComposeFile Load() => new(YamlNodes.Read(DeployFiles.Text("compose.yaml")));

    /// <summary>What a service's key says, which may be anything; an empty list where it is not there.</summary>
    public object Of(string service, string key) => Root.At("services", service).Map().GetValueOrDefault(key, new List<object>());

    /// <summary>A service's variables; none where it has none.</summary>
    public IReadOnlyDictionary<string, string> Environment(string service) =>
        Of(service, "environment") is Dictionary<object, object> variables
            ? variables.ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value)
            : new Dictionary<string, string>();

    /// <summary>What is mounted, by where.</summary>
    public IReadOnlyDictionary<string, string> Mounts(string service) =>
        Of(service, "volumes").Texts().Select(mount => mount.Split(':')).ToDictionary(parts => parts[1], parts => parts[0]);

    /// <summary>The file or folder of the repository that a service sees at a path; null where nothing of it is mounted there.</summary>
    public string? Source(string service, string path) => Mounts(service)
        .Where(mount => mount.Value.StartsWith('.') && (path == mount.Key || path.StartsWith(mount.Key + "/", StringComparison.Ordinal)))
        .Select(mount => DeployFiles.At(mount.Value + path[mount.Key.Length..]))
        .FirstOrDefault();

    /// <summary>The program and arguments that a service starts, with doubled dollars undone as Compose does.</summary>
    public IReadOnlyList<string> CommandLine(string service) =>
        [.. Of(service, "entrypoint").Texts().Concat(Of(service, "command").Texts())
            .Select(part => part.Replace("$$", "$", StringComparison.Ordinal))];
}
