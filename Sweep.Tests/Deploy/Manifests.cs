namespace Sweep.Tests.Deploy;

/// <summary>The objects of deploy/kubernetes.</summary>
internal static class Manifests
{
    private const string Kustomization = "kustomization.yaml";

    public static string Folder => DeployFiles.At("kubernetes");

    /// <summary>All files but those for kustomize itself.</summary>
    public static IEnumerable<string> Files() => Directory.GetFiles(Folder, "*.yaml", SearchOption.AllDirectories)
        .Where(path => Path.GetFileName(path) != Kustomization)
        .Order(StringComparer.Ordinal);

    /// <summary>Each folder with a kustomization, and what that says.</summary>
    public static IEnumerable<(string Folder, object Content)> Kustomizations() =>
        Directory.GetFiles(Folder, Kustomization, SearchOption.AllDirectories)
            .Select(path => (Path.GetDirectoryName(path)!, YamlNodes.Read(File.ReadAllText(path))));

    public static object Read(string name) => YamlNodes.Read(DeployFiles.Text($"kubernetes/{name}"));
}
