using Sweep.Silo.Access;
using Sweep.Silo.Api;

namespace Sweep.Silo.Dashboard;

/// <summary>Adds the dashboard to a host: the check of callers, the HTTP API, and the page.</summary>
internal static class DashboardExtensions
{
    /// <param name="source">Says what the endpoints read and act on.</param>
    public static void AddDashboard(
        this WebApplicationBuilder builder, Func<IServiceProvider, ApiSource> source, AccessOptions access)
    {
        builder.Services.AddSingleton(source).AddAccess(access).AddApi();
        builder.Services.AddRouting(options => options.SuppressCheckForUnhandledSecurityMetadata = true);
    }

    public static void MapDashboard(this WebApplication app)
    {
        app.UseProblems();
        app.UseAccess();
        app.MapApi();
        app.MapPage();
    }
}
