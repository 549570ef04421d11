using Microsoft.Net.Http.Headers;
using Sweep.Silo.Access;
using Sweep.Silo.Api;

namespace Sweep.Silo.Dashboard;

/// <summary>Serves the dashboard's page at <c>/</c>, and its files below <c>/page</c>.</summary>
internal static class DashboardPage
{
    // The page may load and ask nothing but this host, and no text on it can become a script or a style.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly string[] _verbs = [HttpMethods.Get, HttpMethods.Head];

    // Reads the files when a browser asks for the first one, so that a silo without a browser does not.
    private static readonly Lazy<DashboardFiles> _files = new();

    /// <summary>Maps the page and its files. They hold no data, so a browser gets them before it has a session.</summary>
    public static void MapDashboardPage(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/", _verbs, SendIndexAsync).IsOpen().ExcludeFromDescription();
        app.MapMethods("/page/{version}/{file}", _verbs, SendFileAsync).IsOpen().ExcludeFromDescription();
    }

    private static Task SendIndexAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-cache";
        var tag = ETags.Of(_files.Value.Version);
        headers.ETag = tag;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        if (ETags.IsKnown(context.Request, tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return SendAsync(context, _files.Value.Index);
    }

    private static Task SendFileAsync(HttpContext context, string version, string file)
    {
        if (_files.Value.Find(version, file) is not { } found)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return SendAsync(context, found);
    }

    private static Task SendAsync(HttpContext context, DashboardFile file)
    {
        var response = context.Response;
        var (content, encoding) = file.For(Accepted(context.Request));
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.Headers.ContentEncoding = encoding;
        response.ContentType = file.ContentType;
        response.ContentLength = content.Length;
        return HttpMethods.IsGet(context.Request.Method)
            ? response.Body.WriteAsync(content, context.RequestAborted).AsTask()
            : Task.CompletedTask;
    }

    private static List<string> Accepted(HttpRequest request) =>
        [.. request.GetTypedHeaders().AcceptEncoding.Where(one => one.Quality != 0).Select(one => one.Value.ToString())];
}
