using Sweep.Silo.Workbench;

namespace Sweep.Tests.Workbench;

[Trait("Category", "Slow")]
public sealed class DashboardBenchTests
{
    [Fact]
    public async Task Dashboard_OfASmallSweep_SaysWhatItsPageAndItsTabsCost()
    {
        var bench = new DashboardBench(new(Server: null, Trials: 20, Points: 10, Tabs: 5), TimeProvider.System)
        {
            Round = TimeSpan.FromSeconds(3),
        };

        var result = await bench.RunAsync(TestContext.Current.CancellationToken);

        Assert.True(result is { FirstSeconds: > 0, AgainSeconds: > 0, Bytes: > 1000, TrialPageMilliseconds: > 0 }, $"{result}");
        Assert.True(result.PointMilliseconds.Median > 0 && result.PointMilliseconds.Most >= result.PointMilliseconds.Median, $"{result}");
        Assert.True(result.StepRatio > 0 && result.Queries.One > 0, $"{result}");
    }
}
