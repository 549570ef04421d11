using Microsoft.Extensions.DependencyInjection.Extensions;
using Sweep.Grains.Storage;

namespace Sweep.Silo.Access;

/// <summary>Adds the check of callers to a host with an HTTP port.</summary>
internal static class AccessExtensions
{
    /// <summary>
    /// Adds what <see cref="UseAccess"/> needs. Tokens are valid if the host has a <see cref="TokenStore"/>.
    /// </summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, AccessOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton(options)
            .AddSingleton<AllowedHosts>()
            .AddSingleton<FailedTries>()
            .AddSingleton<RefusedSecrets>()
            .AddSingleton<LogInTurns>()
            .AddSingleton(provider => new LocalSessions(provider.GetService<TokenStore>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new CallerSearch(provider.GetRequiredService<LocalSessions>(), Tokens(provider)))
            .AddSingleton<AccessGate>()
            .AddSingleton<Expiry>();
    }

    private static KnownTokens? Tokens(IServiceProvider provider) => provider.GetService<TokenStore>() is { } store
        ? new(
            store.FindAsync,
            store.NoteUseAsync,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<KnownTokens>>())
        : null;

    /// <summary>Checks every request before its endpoint sees it.</summary>
    public static void UseAccess(this WebApplication app)
    {
        var gate = app.Services.GetRequiredService<AccessGate>();
        app.Use(gate.InvokeAsync);
    }

    /// <summary>Lets only callers with this role or a higher one use the endpoints.</summary>
    public static T RequireAtLeast<T>(this T endpoints, Role role)
        where T : IEndpointConventionBuilder => endpoints.WithMetadata(new AccessRule(role));

    /// <summary>Opens the endpoints without a token.</summary>
    public static T IsOpen<T>(this T endpoints)
        where T : IEndpointConventionBuilder => endpoints.WithMetadata(new AccessRule(Role: null));

    /// <summary>The caller of a request that <see cref="UseAccess"/> let pass.</summary>
    public static Caller Caller(this HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("The endpoint is open, so it has no caller.");

    /// <summary>
    /// Waits until the caller's token is revoked or has expired, which shows within seconds, or the session is closed. A stream ends then,
    /// with the event <c>expired</c>.
    /// </summary>
    public static Task UntilExpiredAsync(this HttpContext context, CancellationToken cancellationToken) =>
        context.RequestServices.GetRequiredService<Expiry>().WaitAsync(context.Caller(), cancellationToken);
}
