using Sweep.Tests.Cluster;
using Sweep.Tests.EndToEnd;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Telemetry;

/// <summary>Prometheus's own checks.</summary>
internal static class Promtool
{
    public static async Task<Ended> RunAsync(params string[] args)
    {
        await using var process = GuardedProcess.Start(
            PrometheusConfiguration.Folder, new Dictionary<string, string>(), [RequiredTool.Find("promtool", "prometheus"), .. args]);
        return await process.EndAsync();
    }

    /// <summary>What <c>check metrics</c> says of a scrape that lies in a file.</summary>
    public static async Task<Ended> CheckMetricsAsync(string file)
    {
        await using var process = GuardedProcess.Start(
            PrometheusConfiguration.Folder,
            new Dictionary<string, string> { ["PROMTOOL"] = RequiredTool.Find("promtool", "prometheus"), ["SCRAPE"] = file },
            "sh", "-c", "exec \"$PROMTOOL\" check metrics < \"$SCRAPE\"");
        return await process.EndAsync();
    }
}
