using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Serialization;
using Sweep.Grains.Clustering;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Hosting;

public static class StorageServices
{
    /// <summary>Adds the stores, the reader and the context factory over a SQLite file that is up to date.</summary>
    public static IServiceCollection AddSherlockStorage(this IServiceCollection services, string path)
    {
        services.AddSingleton(DatabaseLocation.File(path).CreateContexts());
        services.TryAddSingleton<TimeProvider>(SteadyTime.OfProcess);
        return services.AddStores();
    }

    /// <summary>Adds the stores, the reader and the context factory over an open database, whose clock becomes everybody's.</summary>
    public static IServiceCollection AddSherlockStorage(this IServiceCollection services, SherlockDatabase database)
    {
        services.AddSingleton(database.Contexts);
        services.AddSingleton(database.Clock);
        return services.AddStores();
    }

    private static IServiceCollection AddStores(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<StoreMetrics>();
        services.TryAddSingleton<QueueMetrics>();
        // An error that a person can put right carries the driver's, of whatever type: without this it could not reach a caller on another
        // machine.
        services.Configure<ExceptionSerializationOptions>(options => options.SupportedExceptionTypeFilter = _ => true);
        services.TryAddSingleton<StoreSession>();
        services.TryAddSingleton(provider =>
            new SweepStore(
                provider.GetRequiredService<StoreSession>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetService<ITrialCosts>()));
        services.TryAddSingleton(provider =>
            new TrialStore(provider.GetRequiredService<StoreSession>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider =>
            new TrainableStore(provider.GetRequiredService<StoreSession>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider =>
            new TokenStore(provider.GetRequiredService<StoreSession>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider =>
            new SiloStore(provider.GetRequiredService<StoreSession>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(new Retention());
        services.TryAddSingleton<Cleaner>();
        services.TryAddSingleton(provider => new SweepReader(provider.GetRequiredService<IDbContextFactory<SherlockContext>>()));
        services.TryAddSingleton<ISiloDirectory, UnknownSilos>();
        return services;
    }
}
