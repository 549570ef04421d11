namespace Sweep.Silo.Access;

/// <summary>Finds out whether a request that changes something comes from this port's own page, or from no page at all.</summary>
internal static class Origins
{
    /// <summary>The header that only the own page can add, because other sites would have to ask first and get no answer.</summary>
    public const string Header = "X-Sherlock";

    public static bool IsChange(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);

    /// <summary>Whether a browser sent the request for a page of another origin.</summary>
    public static bool IsForeign(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none")) { return true; }
        if (request.Headers.Origin is not [{ } origin]) { return request.Headers.Origin.Count > 0; }

        // The scheme is not compared: a proxy in front may have ended TLS.
        return !Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            || !string.Equals(uri.IsDefaultPort ? uri.Host : uri.Authority, Authority(request, uri), StringComparison.OrdinalIgnoreCase);
    }

    private static string Authority(HttpRequest request, Uri origin) =>
        request.Host.Port == origin.Port && origin.IsDefaultPort ? request.Host.Host : request.Host.Value ?? "";
}
