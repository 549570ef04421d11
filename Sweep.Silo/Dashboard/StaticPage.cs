using System.Collections.Frozen;
using Sweep.Client.HtmlReport;
using Sweep.Silo.Access;

namespace Sweep.Silo.Dashboard;

/// <summary>Serves the page's files, which are embedded in the assemblies: the dashboard's own, and those that it shares with the report.</summary>
internal static class StaticPage
{
    private static readonly FrozenDictionary<string, string> _types = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary();

    public static void MapPage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", () => File("dashboard/index.html")).IsOpen();
        app.MapGet("/page/{name}", (string name) => File($"dashboard/{name}")).IsOpen();
        app.MapGet("/report/{name}", (string name) => File($"report/{name}")).IsOpen();
    }

    private static IResult File(string name)
    {
        var stream = typeof(StaticPage).Assembly.GetManifestResourceStream(name)
            ?? typeof(ReportBuilder).Assembly.GetManifestResourceStream(name);
        return stream is not null && _types.TryGetValue(Path.GetExtension(name), out var type)
            ? TypedResults.Stream(stream, type)
            : TypedResults.NotFound();
    }
}
