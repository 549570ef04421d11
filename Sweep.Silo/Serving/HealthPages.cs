using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sweep.Grains.Connections;
using Sweep.Grains.Storage;
using Sweep.Silo.Access;
using Sweep.Silo.Dashboard;

namespace Sweep.Silo.Serving;

/// <summary>
/// The pages of the HTTP port: <c>/health/live</c> shows that the process answers, <c>/health/ready</c> that the silo takes part, or 503
/// and why not. <c>/metrics</c> is there too.
/// </summary>
internal static class HealthPages
{
    public static void AddHealthPages(this WebApplicationBuilder builder, IPAddress address, int port, HttpSecurity security)
    {
        builder.Services.AddAccess(security.Access);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(services => Probe(services.GetRequiredService<SherlockDatabase>()));
        builder.Services.AddHealthChecks().AddCheck<ReadyCheck>("ready");
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Limit();
            kestrel.Listen(address, port, listen => listen.UseTls(security).UseHttpLimit());
        });
    }

    public static void MapHealthPages(this WebApplication app)
    {
        var isOpen = app.Services.GetRequiredService<AccessOptions>().OpenHealth;
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).For(isOpen);
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).For(isOpen);
    }

    /// <summary>Opens the endpoint without a token, or to viewers.</summary>
    public static void For(this IEndpointConventionBuilder endpoint, bool isOpen)
    {
        if (isOpen) { endpoint.IsOpen(); }
        else { endpoint.RequireAtLeast(Role.Viewer); }
    }

    private static ListenOptions UseTls(this ListenOptions listen, HttpSecurity security) => security.Certificate is not { } certificate
        ? listen
        : listen.UseHttps(https =>
        {
            (https.ServerCertificate, https.ServerCertificateChain) = (certificate, security.Chain);
            https.HandshakeTimeout = TimeSpan.FromSeconds(5);
        });

    private static DatabaseProbe Probe(SherlockDatabase database) => new(database.PingAsync, database.ToString(), TimeProvider.System);

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var problems = new JsonObject(report.Entries.Values.SelectMany(entry => entry.Data)
            .Select(problem => KeyValuePair.Create(problem.Key, (JsonNode?)JsonValue.Create(problem.Value.ToString()))));
        var page = new JsonObject { ["status"] = report.Status is HealthStatus.Healthy ? "ok" : "not ready" };
        if (problems.Count > 0) { page["problems"] = problems; }
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(page.ToJsonString(), context.RequestAborted);
    }
}
