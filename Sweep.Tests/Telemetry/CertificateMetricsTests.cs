using Microsoft.Extensions.Time.Testing;
using Sweep.Silo.Contracts;
using Sweep.Silo.Telemetry;

namespace Sweep.Tests.Telemetry;

public sealed class CertificateMetricsTests
{
    private static readonly DateTimeOffset _now = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(_now);

    [Fact]
    public void Gauge_AsTimePasses_ShowsTheSecondsThatAreLeftAndThoseSinceTheEnd()
    {
        using var meters = new TestMeters();
        var metrics = new CertificateMetrics(meters, new(_now.AddHours(2), _now.AddDays(1)), _time);

        Assert.Equal(7200, meters.Gauges()["sweep.certificate.remaining{use=cluster}"]);
        Assert.Equal(86_400, meters.Gauges()["sweep.certificate.remaining{use=http}"]);
        _time.Advance(TimeSpan.FromHours(3));

        Assert.Equal(-3600, meters.Gauges()["sweep.certificate.remaining{use=cluster}"]);
        GC.KeepAlive(metrics);
    }

    [Fact]
    public void Warnings_NameOnlyWhatExpiresWithinThirtyDays()
    {
        var ends = new CertificateEnds(_now.AddDays(29), _now.AddDays(31));

        Assert.Equal(
            ["The cluster certificate expires on 2026-12-30: put another in its place, and restart this silo."], ends.Warnings(_now));
        Assert.Empty(CertificateEnds.None.Warnings(_now));
    }
}
