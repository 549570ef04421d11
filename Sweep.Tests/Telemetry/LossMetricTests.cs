using System.Globalization;
using Sweep.Tests.Cluster;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Telemetry;

/// <summary>A real silo's page tells of event files that cannot be written.</summary>
[Trait("Category", "Slow")]
public sealed class LossMetricTests
{
    private const string Series = "sweep_event_file_errors_total";

    [Fact]
    public async Task Loss_OfATrialsFiles_RaisesTheOnlySeriesFromZero()
    {
        await using var rig = await ClusterRig.CreateAsync();
        var silo = await rig.StartSiloAsync();
        Assert.Equal(["0"], Values(await ReadAsync(silo)));

        var logs = Path.Combine(silo.Data, "logs");
        if (Directory.Exists(logs)) { Directory.Delete(logs, recursive: true); }
        await File.WriteAllTextAsync(logs, "in the way", TestContext.Current.CancellationToken);
        await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "lost", 1, ClusterGrid.Endless));

        // Each try that fails counts: there may have been a second one before the first was seen.
        var lines = await Patience.UntilAsync("a loss", () => ReadAsync(silo), seen => Values(seen).Any(value => value != "0"));
        Assert.InRange(double.Parse(Assert.Single(Values(lines)), CultureInfo.InvariantCulture), 1, 5);
        Assert.DoesNotContain(lines.CountBy(SeriesOf), series => series.Value > 1);
    }

    private static IEnumerable<string> Values(IEnumerable<string> lines) =>
        lines.Where(line => SeriesOf(line).Split('{')[0] == Series).Select(line => line[(SeriesOf(line).Length + 1)..].Split(' ')[0]);

    private static string SeriesOf(string line) =>
        line[..(line.Contains('}', StringComparison.Ordinal) ? line.LastIndexOf('}') + 1 : line.IndexOf(' ', StringComparison.Ordinal))];

    private static async Task<List<string>> ReadAsync(SiloServer silo)
    {
        using var http = new HttpClient();
        var text = await http.GetStringAsync(silo.Address("/metrics"), TestContext.Current.CancellationToken);
        return [.. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
    }
}
