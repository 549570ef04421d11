using Sweep.Silo.Workbench;
using Sweep.Tests.Cluster;

namespace Sweep.Tests.EventFiles;

/// <summary>What logs may cost.</summary>
[Trait("Category", "Slow")]
public sealed class LogsBenchTests
{
    private const double Megabyte = 1e6;
    private const double Gigabyte = 1e9;

    [Fact]
    public void Logs_OfLongTrials_AreSmall()
    {
        var result = new LogsBench(new([200, 25]), TimeProvider.System).Run(TestContext.Current.CancellationToken);

        Assert.Equal([200, 25], result.Sizes.Select(size => size.MaxHistograms));
        Assert.InRange(result.Sizes[0].TrialBytes, 4 * Megabyte, 8 * Megabyte);
        // With the switch that thins, a thousand trials.
        Assert.InRange(1_000.0 * result.Sizes[1].TrialBytes, 1 * Gigabyte, 2 * Gigabyte);
        Measured.Tell($"measured logs: {result.MillisecondsPerThousandScalars:0.0} ms per thousand scalars");
    }
}
