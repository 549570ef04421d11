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
        OrleansClock.AddOfSilo(silo.Services);
        silo.Services.AddSingleton<ILocalSiloDetails, SiloDetails>();
        silo.Services.AddSingleton<IMembershipTable, MembershipTable>();
        silo.Services.AddSingleton<IReminderTable, ReminderTable>();
        silo.Services.AddSingleton<ISiloDirectory, SiloDirectory>();
        return silo;
    }

    /// <summary>Lets a client find the silos through the database that <c>AddSherlockStorage</c> has registered.</summary>
    public static IClientBuilder UseSherlockClustering(this IClientBuilder client)
    {
        OrleansClock.Add(client.Services);
        client.Services.AddSingleton<IGatewayListProvider, GatewayList>();
        return client;
    }
}
