using Microsoft.Extensions.DependencyInjection;
using Orleans.Messaging;

namespace Sweep.Grains.Clustering;

public static class ClusteringExtensions
{
    /// <summary>
    /// Lets silos find each other, keep their reminders and be found by clients, all through the database that <c>AddSherlockStorage</c>
    /// has registered.
    /// </summary>
    public static ISiloBuilder UseSherlockClustering(this ISiloBuilder silo)
    {
        silo.AddReminders();
        silo.Services.AddMachineTime();
        silo.Services.AddSingleton<IMembershipTable, MembershipTable>();
        silo.Services.AddSingleton<IReminderTable, ReminderTable>();
        silo.Services.AddSingleton<ISiloDirectory, SiloDirectory>();
        return silo;
    }

    /// <summary>Lets a client find the silos through the database that <c>AddSherlockStorage</c> has registered.</summary>
    public static IClientBuilder UseSherlockClustering(this IClientBuilder client)
    {
        client.Services.AddMachineTime();
        client.Services.AddSingleton<IGatewayListProvider, GatewayList>();
        return client;
    }

    /// <summary>
    /// Orleans asks for its clocks by key, and would get ours, which is the database's; yet half of it reads the machine's without asking. Between the two,
    /// silos that join would look as old as the clocks are apart, and be evicted. So all of Orleans goes by the machine's.
    /// </summary>
    private static void AddMachineTime(this IServiceCollection services) => services.AddKeyedSingleton(KeyedService.AnyKey, TimeProvider.System);
}
