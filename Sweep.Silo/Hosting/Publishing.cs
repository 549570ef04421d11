using Sweep.Grains.Storage;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Hosting;

/// <summary>Tells the database what a silo can train.</summary>
internal static class Publishing
{
    /// <summary>Publishes the schemas, before the silo takes part in anything.</summary>
    /// <inheritdoc cref="TrainableStore.PublishAsync"/>
    public static Task PublishTrainablesAsync(
        this IServiceProvider services, bool replaces, CancellationToken cancellationToken) =>
        services.GetRequiredService<TrainableStore>().PublishAsync(
            services.GetRequiredService<TrainableRegistry>().Schemas, replaces, cancellationToken);

    /// <summary>Says that the silo can train them, after it has joined its cluster.</summary>
    public static Task AnnounceTrainablesAsync(this IServiceProvider services, string silo, CancellationToken cancellationToken) =>
        services.GetRequiredService<TrainableStore>().AnnounceAsync(
            silo, [.. services.GetRequiredService<TrainableRegistry>().Schemas.Select(schema => schema.Id)], cancellationToken);
}
