using Sweep.Grains.Storage;
using Sweep.Silo.Access;

namespace Sweep.Silo.Api;

/// <summary>Adds the HTTP API to a host.</summary>
internal static class ApiExtensions
{
    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true)
        .AddDocument()
        .AddSingleton<SweepFinder>()
        .AddSingleton<SweepLooks>()
        .AddSingleton<SweepWatches>()
        .AddSingleton<OpenStreams>()
        .AddSingleton<SweepSections>()
        .AddSingleton<AskedTrials>();

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        app.MapDocument();
        var api = app.MapGroup("/api/v1").RequireAtLeast(Role.Viewer).WithProblems();
        api.MapSweeps();
        api.MapTrials();
        api.MapSeries();
        api.MapSections();
        api.MapDetails();
        api.MapDecisions();
        api.MapCluster();
        api.MapStreams();
        api.MapAsks();
        api.MapSteering();
        api.MapDeletion();
        api.MapSubmission();
        api.MapAccess();
        api.MapFallback("{**path}", (string path) => ThrowMissing(path)).ExcludeFromDescription();
    }

    private static void ThrowMissing(string path) =>
        throw ApiException.NotFound($"The API has no such address: {path}. /api/v1/openapi.json describes all.");
}
