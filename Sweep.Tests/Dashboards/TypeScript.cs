using Sweep.Tests.Cluster;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Dashboards;

/// <summary>Compares dashboards with the types of Grafana's npm package, by its compiler.</summary>
internal static class TypeScript
{
    private static readonly string[] _options =
        [
            "--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module",
            "esnext", "--moduleResolution", "bundler", "--pretty", "false",
        ];

    /// <summary>Compiles dashboards, each as a module of its name.</summary>
    /// <param name="dashboards">Their JSON by name.</param>
    /// <returns>The compiler's complaints: lines of the form <c>name.ts(line,column): error …</c>.</returns>
    public static async Task<IReadOnlyList<string>> CheckAsync(IReadOnlyDictionary<string, string> dashboards)
    {
        var own = Path.Combine(Repository.Folder, "Sweep.Tests", "Dashboards");
        var modules = RequiredTool.NodeModules(own);
        var node = RequiredTool.Find("node", "nodejs");
        using var folder = new TempFolder();
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "node_modules"), modules);
        File.Copy(Path.Combine(own, "panels.ts"), Path.Combine(folder.Path, "panels.ts"));
        foreach (var (name, json) in dashboards)
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder.Path, $"{name}.ts"),
                $"import type {{ CheckedDashboard }} from './panels';\nexport const dashboard: CheckedDashboard = {json};\n",
                TestContext.Current.CancellationToken);
        }

        var compiler = Path.Combine(modules, "typescript", "bin", "tsc");
        await using var process = GuardedProcess.Start(
            folder.Path, new Dictionary<string, string>(), [node, compiler, .. _options, .. dashboards.Keys.Select(name => $"{name}.ts")]);
        var ended = await process.EndAsync();
        var complaints = ended.Out.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).ToList();
        Assert.True(ended.ExitCode == 0 == (complaints.Count == 0), ended.ToString());
        return complaints;
    }
}
