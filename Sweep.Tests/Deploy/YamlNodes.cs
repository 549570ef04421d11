using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Sweep.Tests.Deploy;

/// <summary>
/// YAML as maps, lists and texts, with anchors and merges resolved; a path through it fails with the key that is missing.
/// </summary>
internal static class YamlNodes
{
    public static object Read(string text)
    {
        using var reader = new StringReader(text);
        return new DeserializerBuilder().Build().Deserialize<object>(new MergingParser(new Parser(reader)));
    }

    /// <summary>What lies at the end of keys and of places in lists.</summary>
    public static object At(this object node, params object[] path) => path.Aggregate(node, (at, step) => step switch
    {
        string key => at.Map().TryGetValue(key, out var value)
            ? value
            : throw new KeyNotFoundException($"No '{key}' among {string.Join(", ", at.Map().Keys)}."),
        int index => at.List()[index],
        _ => throw new ArgumentException($"'{step}' is neither a key nor a place.", nameof(path)),
    });

    public static bool Has(this object node, string key) => node.Map().ContainsKey(key);

    public static string Text(this object node, params object[] path) => (string)node.At(path);

    public static Dictionary<object, object> Map(this object node) => (Dictionary<object, object>)node;

    public static List<object> List(this object node) => (List<object>)node;

    public static IEnumerable<string> Keys(this object node) => node.Map().Keys.Cast<string>();

    public static IEnumerable<string> Texts(this object node) => node.List().Cast<string>();
}
