using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Sweep.Silo.Access;
using Sweep.Silo.Api;

namespace Sweep.Silo.Dashboard;

/// <summary>Adds the dashboard to a host: the check of callers, the HTTP API, and the page.</summary>
internal static class DashboardExtensions
{
    /// <summary>Adds what <see cref="MapDashboard"/> needs, besides <see cref="AccessExtensions.AddAccess"/>.</summary>
    /// <param name="source">Says what the endpoints read and act on.</param>
    public static void AddDashboard(this WebApplicationBuilder builder, Func<IServiceProvider, ApiSource> source)
    {
        builder.Services.AddSingleton(source).AddApi();
        builder.Services.AddSingleton(provider => provider.GetRequiredService<ApiSource>().Abilities);
        builder.Services.AddRouting();
        builder.Services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["application/json", "text/csv", "text/plain"];
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
    }

    public static void MapDashboard(this WebApplication app)
    {
        app.UseWhen(IsCompressible, branch => branch.UseResponseCompression());
        app.UseProblems();
        app.UseAccess();
        app.MapApi();
        app.MapDashboardPage();
    }

    // The size of a compressed answer tells something about a secret in it if a stranger chooses other text of it. So no answer that may
    // have a secret is compressed. The page's files are compressed already.
    private static bool IsCompressible(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/api/v1/tokens");
}
