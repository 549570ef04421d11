using Microsoft.Extensions.DependencyInjection.Extensions;
using Sweep.Silo.Training;

namespace Sweep.Silo.Slots;

internal static class SlotServices
{
    /// <summary>Adds the slots and the model that they train.</summary>
    public static IServiceCollection AddSlots(this IServiceCollection services, SlotOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<SlotFailure>();
        services.AddSingleton(new CheckpointFolder(options.CheckpointsFolder));
        services.TryAddSingleton<ITrainable, ModelTrainable>();
        services.AddSingleton<SweepLogs>();
        services.AddSingleton<AttemptRunner>();
        return services.AddHostedService<SlotService>();
    }
}
