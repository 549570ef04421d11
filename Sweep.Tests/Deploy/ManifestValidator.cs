using System.Diagnostics;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Deploy;

/// <summary>Holds files against the published schemas of Compose and Kubernetes, as npm packages carry them.</summary>
internal static class ManifestValidator
{
    private static string Folder => Path.Combine(Repository.Folder, "Sweep.Tests", "Deploy");

    /// <summary>What is wrong, a line each; none where all is well.</summary>
    /// <param name="kind">compose or kubernetes.</param>
    /// <param name="files">Absolute paths.</param>
    public static async Task<string[]> ProblemsAsync(string kind, params IEnumerable<string> files)
    {
        RequiredTool.NodeModules(Folder);
        using var process = Process.Start(new ProcessStartInfo(
            RequiredTool.Find("node", "nodejs"), [Path.Combine(Folder, "validate.mjs"), kind, .. files])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var lines = (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == (lines.Length > 0 ? 1 : 0), $"validate.mjs ended with {process.ExitCode}: {await error}");
        return lines;
    }
}
