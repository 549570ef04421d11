using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Silo.Access;

/// <summary>
/// Checks every request before its endpoint sees it: the name that it calls, the page that it comes from, its caller and the role.
/// </summary>
internal sealed class AccessGate(
    AllowedHosts hosts, CallerSearch callers, RefusedSecrets refused, FailedTries tries, LogInTurns turns, ILogger<AccessGate> logger)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        Protect(context.Response);
        if (await RefusalAsync(context) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    /// <summary>Says to browsers what they must not do with any answer of this port.</summary>
    private static void Protect(HttpResponse response)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = "DENY";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    /// <returns>Why the request is refused; null if it may pass.</returns>
    private async Task<Refusal?> RefusalAsync(HttpContext context)
    {
        var request = context.Request;
        if (!hosts.Contains(context)) { return Refusal.Host(request.Host.Host); }
        if (Origins.IsChange(request) && Origins.IsForeign(request)) { return Refusal.Origin; }
        if (context.GetEndpoint() is not { } endpoint) { return null; }
        if (endpoint.Metadata.GetMetadata<AccessRule>() is not { } rule) { return Refusal.Closed; }
        if (rule.Role is not { } role) { return null; }
        context.Response.Headers.CacheControl = "no-store";
        if (Credentials.Of(request) is not var (secret, isCookie)) { return Refusal.NoToken; }
        if (isCookie && Origins.IsChange(request) && !request.Headers.ContainsKey(Origins.Header)) { return Refusal.NoHeader; }
        return await CallerAsync(context, secret, role);
    }

    private async Task<Refusal?> CallerAsync(HttpContext context, string secret, Role role)
    {
        var (caller, refusal) = await LogInAsync(context, secret);
        if (caller is null) { return refusal; }
        if (!caller.May(role)) { return Refusal.Role(caller.Role, role); }
        context.Features.Set(caller);
        return null;
    }

    /// <summary>
    /// Finds the caller of a secret, and limits failed tries. Tokens are too long to be guessed, so a valid one is let in after any number
    /// of failed tries. What is limited is the work that they cause: the queries of an address that fails too often take turns.
    /// </summary>
    internal async Task<(Caller? Caller, Refusal? Refusal)> LogInAsync(HttpContext context, string secret)
    {
        if (refused.Contains(secret)) { return (null, Refusal.WrongToken); }
        var address = context.Connection.RemoteIpAddress;
        var wait = callers.Knows(secret) ? null : tries.Wait(address);
        try
        {
            using var turn = wait is null ? null : await turns.TakeAsync(context.RequestAborted);
            if (wait is not null && turn is null) { return (null, Refusal.TooMany(wait.Value)); }
            if (await callers.FindAsync(secret, context.RequestAborted) is { } caller) { return (caller, null); }
        }
        catch (SherlockException exception)
        {
            return (null, Refusal.NoDatabase(exception.Message));
        }

        var isNew = refused.Add(secret);
        if (wait is { } limit) { return (null, Refusal.TooMany(limit)); }
        if (isNew)
        {
            tries.Add(address);
            AccessLog.Refused(logger, address);
        }

        return (null, Refusal.WrongToken);
    }
}
