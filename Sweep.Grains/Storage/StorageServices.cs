using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Sweep.Grains.Storage;

public static class StorageServices
{
    /// <summary>
    /// Adds the stores, the reader and the context factory over the database at <paramref name="databasePath"/>, which
    /// <see cref="SherlockDatabase.CreateAsync"/> has brought up to date.
    /// </summary>
    public static IServiceCollection AddSherlockStorage(this IServiceCollection services, string databasePath)
    {
        var path = Path.GetFullPath(databasePath);
        services.AddPooledDbContextFactory<SherlockContext>(options => SherlockDatabase.Configure(options, path, SqliteOpenMode.ReadWrite));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StoreSession>();
        services.TryAddSingleton(provider =>
            new SweepStore(provider.GetRequiredService<StoreSession>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider =>
            new TrialStore(provider.GetRequiredService<StoreSession>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<SweepReader>();
        return services;
    }
}
