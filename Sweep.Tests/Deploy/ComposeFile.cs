using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Sweep.Tests.Deploy;

/// <summary>The files of deploy/, and compose.yaml with its anchors and merges resolved.</summary>
internal sealed class ComposeFile
{
    private readonly Dictionary<object, object> _root;

    private ComposeFile(Dictionary<object, object> root) => _root = root;

    public IEnumerable<string> Services => Map(_root["services"]).Keys.Cast<string>();

    public static ComposeFile Load()
    {
        using var text = new StringReader(Text("compose.yaml"));
        return new(new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(new MergingParser(new Parser(text))));
    }

    public static string Text(string name) => File.ReadAllText(Path.Combine(Root(), "deploy", name));

    /// <summary>What a service's key says, which may be anything; an empty list where it is not there.</summary>
    public object Of(string service, string key) => Map(Map(_root["services"])[service]).GetValueOrDefault(key, new List<object>());

    public IReadOnlyDictionary<string, string> Environment(string service) =>
        Map(Of(service, "environment")).ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value);

    /// <summary>What is mounted, by where.</summary>
    public IReadOnlyDictionary<string, string> Mounts(string service) =>
        ((List<object>)Of(service, "volumes")).Cast<string>().Select(mount => mount.Split(':')).ToDictionary(parts => parts[1], parts => parts[0]);

    private static Dictionary<object, object> Map(object node) => (Dictionary<object, object>)node;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Sherlock.sln"))) { folder = folder.Parent; }
        return folder?.FullName ?? throw new InvalidOperationException("No Sherlock.sln above the tests.");
    }
}
