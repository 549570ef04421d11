namespace Sweep.Silo.Access;

/// <summary>What a caller shows: a token in the header <c>Authorization</c>, or a session in a cookie.</summary>
internal static class Credentials
{
    private const string Scheme = "Bearer ";

    /// <summary>The secret that the request shows, and whether it came in a cookie; null if it shows none.</summary>
    public static (string Secret, bool IsCookie)? Of(HttpRequest request) =>
        request.Headers.Authorization is [{ } header]
            ? header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? (header[Scheme.Length..].Trim(), false) : ("", false)
        : request.Cookies[CookieName(request)] is { } cookie ? (cookie, true)
        : null;

    /// <summary>Keeps a session in a cookie that scripts cannot read and other sites cannot send.</summary>
    public static void Keep(HttpContext context, string secret, DateTimeOffset? end) =>
        context.Response.Cookies.Append(CookieName(context.Request), secret, Options(context.Request, end));

    public static void Drop(HttpContext context) =>
        context.Response.Cookies.Delete(CookieName(context.Request), Options(context.Request, null));

    /// <summary>Browsers send a cookie to all ports of a machine, so its name has the port.</summary>
    private static string CookieName(HttpRequest request) => $"sherlock-{request.Host.Port ?? (request.IsHttps ? 443 : 80)}";

    private static CookieOptions Options(HttpRequest request, DateTimeOffset? end) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps,
        IsEssential = true,
        Path = "/",
        Expires = end,
    };
}
