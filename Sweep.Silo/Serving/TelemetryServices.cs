using System.Collections;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Sweep.Silo.Access;
using Sweep.Silo.Telemetry;

namespace Sweep.Silo.Serving;

/// <summary>Adds metrics at <c>/metrics</c> of the HTTP port, for Prometheus, and traces to a collector, if one is given.</summary>
internal static class TelemetryServices
{
    private const string OwnMeters = "Sweep.*";
    private const string OrleansMeter = "Microsoft.Orleans";
    private const string RuntimeMeter = "System.Runtime";
    private const string VariablePrefix = "OTEL_";

    /// <param name="silo">The silo's name.</param>
    /// <param name="traces">The collector; null if no traces are recorded.</param>
    public static void AddTelemetry(this WebApplicationBuilder builder, string silo, OtlpTarget? traces)
    {
        builder.AddOpenTelemetrySettings();
        builder.Services.AddSingleton<SiloMetrics>().AddSingleton<DiskMetrics>().AddSingleton<CertificateMetrics>();
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("sherlock", serviceInstanceId: silo))
            .WithMetrics(metrics => metrics
                .AddMeter(OwnMeters, OrleansMeter, RuntimeMeter)
                .AddHistogramBuckets()
                .AddPrometheusExporter(exporter => exporter.ScopeInfoEnabled = false));
        if (traces is null) { return; }
        telemetry.WithTracing(tracing => tracing.AddSource(AttemptTrace.SourceName).AddOtlpExporter(exporter =>
        {
            (exporter.Endpoint, exporter.Protocol) = (traces.Endpoint, traces.Protocol);
        }));
    }

    /// <summary>
    /// Adds the page and starts collecting: it shows what is counted from here on. So this comes before anything that counts is made.
    /// </summary>
    public static void MapMetrics(this WebApplication app)
    {
        app.MapPrometheusScrapingEndpoint().For(app.Services.GetRequiredService<AccessOptions>().OpenMetrics);
        app.Services.GetRequiredService<MeterProvider>();
        app.Services.GetRequiredService<SiloMetrics>();
        app.Services.GetRequiredService<DiskMetrics>();
        app.Services.GetRequiredService<CertificateMetrics>();
        EventFileErrors.Announce();
    }

    /// <summary>
    /// Adds OpenTelemetry's own variables (headers, sampler, resource attributes, …), because this host reads no environment variables on
    /// its own.
    /// </summary>
    private static void AddOpenTelemetrySettings(this WebApplicationBuilder builder) => builder.Configuration.AddInMemoryCollection(
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => new KeyValuePair<string, string?>((string)variable.Key, (string?)variable.Value))
            .Where(variable => variable.Key.StartsWith(VariablePrefix, StringComparison.Ordinal)));
}
