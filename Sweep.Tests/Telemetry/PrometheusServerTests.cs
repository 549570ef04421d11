namespace Sweep.Tests.Telemetry;

[Trait("Category", "Slow")]
public sealed class PrometheusServerTests
{
    [Fact]
    public async Task Prometheus_Started_AnswersQueries()
    {
        await using var prometheus = await PrometheusServer.StartAsync("global: {}\n");

        Assert.Equal(42, Assert.Single(await prometheus.QueryAsync("scalar(vector(42))")).Value);
        Assert.Empty(await prometheus.QueryAsync("up"));
    }

    [Fact]
    public async Task Prometheus_WithAWrongConfiguration_SaysWhatIsWrong()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => PrometheusServer.StartAsync("scrape: 1\n"));

        Assert.Contains("field scrape not found", failure.Message, StringComparison.Ordinal);
    }
}
