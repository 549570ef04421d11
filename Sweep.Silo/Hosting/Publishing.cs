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
}
