using Sweep.Tests.Cluster;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Telemetry;

/// <summary>Traces of a real silo, as a collector gets them.</summary>
[Trait("Category", "Slow")]
public sealed class TraceTests
{
    private const int Epochs = 3;

    [Theory]
    [InlineData("--otlp")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    public async Task Silo_ToldOfACollector_SendsEachAttemptWithItsParts(string setting)
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var rig = await ClusterRig.CreateAsync();
        var silo = await rig.StartSiloAsync(1, (setting, collector.Address));
        var sweep = await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "traced", 2, Epochs));
        await Patience.UntilAsync("completed", sweep.StatusAsync, status => status == "Completed");

        // What waits to be sent goes before the silo has ended.
        await silo.SignalAndEndAsync("TERM");

        var spans = collector.Spans.ToList();
        var attempts = spans.Where(span => span.Name == "attempt").OrderBy(span => span.Tags["trial"]).ToList();
        Assert.Equal(["1", "2"], attempts.Select(span => span.Tags["trial"]));
        foreach (var attempt in attempts)
        {
            Assert.Equal(
                ("traced", "1", "completed", ""),
                (attempt.Tags["sweep"], attempt.Tags["attempt"], attempt.Tags["outcome"], attempt.Parent));
            Assert.True(silo.IsCalled(attempt.Tags["silo"]));
            RequireParts(attempt, spans);
        }
    }

    [Fact]
    public async Task Silo_WithOpenTelemetrysOwnVariables_SendsTheirHeadersAndAttributes()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var rig = await ClusterRig.CreateAsync();
        var silo = await rig.StartSiloAsync(
            1,
            ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", $"{collector.Address}/v1/traces"),
            ("OTEL_EXPORTER_OTLP_HEADERS", "Authorization=Bearer%20of-a-test"),
            ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=tests"));
        var sweep = await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "traced", 1, 1));
        await Patience.UntilAsync("completed", sweep.StatusAsync, status => status == "Completed");
        await silo.SignalAndEndAsync("TERM");

        Assert.Contains(collector.Spans, span => span.Name == "attempt");
        Assert.All(collector.Authorizations, header => Assert.Equal("Bearer of-a-test", header));
        Assert.All(
            collector.Resources,
            resource => Assert.Equal(("sherlock", "tests"), (resource["service.name"], resource["deployment.environment.name"])));
    }

    [Fact]
    public async Task Silo_ToldToSampleNothing_SendsNothing()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var rig = await ClusterRig.CreateAsync();
        var silo = await rig.StartSiloAsync(1, ("--otlp", collector.Address), ("OTEL_TRACES_SAMPLER", "always_off"));
        var sweep = await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "untraced", 1, 1));
        await Patience.UntilAsync("completed", sweep.StatusAsync, status => status == "Completed");
        await silo.SignalAndEndAsync("TERM");

        Assert.Empty(collector.Spans);
    }

    private static void RequireParts(ReceivedSpan attempt, List<ReceivedSpan> spans)
    {
        var parts = spans.Where(span => span.Parent == attempt.Id).ToList();
        Assert.All(parts, part => Assert.Equal(attempt.Trace, part.Trace));
        Assert.All(parts, part => Assert.True(
            attempt.Begin <= part.Begin && part.Begin <= part.End && part.End <= attempt.End, $"{part} is outside of {attempt}"));
        Assert.Single(parts, part => part.Name == "assign");
        Assert.Equal(
            ["1", "2", "3"], parts.Where(part => part.Name == "epoch").OrderBy(part => part.Begin).Select(part => part.Tags["epoch"]));
        var checkpoints = parts.Where(part => part.Name == "checkpoint").ToLookup(part => part.Tags["operation"]);
        Assert.NotEmpty(checkpoints["write"]);
        Assert.NotEmpty(checkpoints["store"]);
        Assert.All(
            checkpoints["write"],
            part => Assert.True(long.Parse(part.Tags["bytes"], System.Globalization.CultureInfo.InvariantCulture) > 0));
    }
}
