using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Orleans.Configuration;
using Sweep.Grains.Clustering;
using Sweep.Grains.Connections;

namespace Sweep.Silo.Serving;

/// <summary>Configures Orleans for a silo of a cluster. The numbers are in <c>appsettings.json</c>, with their reasons.</summary>
internal static class SiloSetup
{
    private const string Section = "Cluster";

    /// <summary>
    /// A new name for every start: a silo that comes back is a different silo, and the trials of the earlier one are lost.
    /// </summary>
    public static string NewName(string machine, int siloPort) =>
        string.Create(CultureInfo.InvariantCulture, $"{machine}-{siloPort}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");

    public static void AddSilo(this WebApplicationBuilder builder, string name, ServeOptions options)
    {
        builder.AddClusterSettings();
        builder.UseOrleans(silo =>
        {
            silo.UseSherlockClustering();
            silo.UseSherlockConnections(options.Security);
#pragma warning disable ORLEANSEXP003 // With the default directory the death of one silo also ends grains on healthy ones.
            silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
            silo.Configure<SiloOptions>(one => one.SiloName = name);
            silo.Configure<ClusterOptions>(cluster => cluster.Apply(options.ClusterId));
            silo.Configure<EndpointOptions>(end => Configure(end, options));
            // Registered after Orleans' own handler, which writes hundreds of lines and aborts.
            silo.Services.AddSingleton(new FatalEnd(name, options.ClusterId, options.Log));
            silo.Services.AddSingleton<IFatalErrorHandler>(services => services.GetRequiredService<FatalEnd>());
        });
    }

    private static void AddClusterSettings(this WebApplicationBuilder builder)
    {
        var (services, section) = (builder.Services, builder.Configuration.GetSection(Section));
        services.ConfigureStrictly<ClusterMembershipOptions>(section.GetSection("Membership"));
        services.ConfigureStrictly<GrainDirectoryOptions>(section.GetSection("Directory"));
        services.ConfigureStrictly<GrainCollectionOptions>(section.GetSection("Collection"));
        services.ConfigureStrictly<HostOptions>(section.GetSection("Host"));
        services.ConfigureStrictly<SiloMessagingOptions>(section.GetSection("Messaging"));
        services.ConfigureStrictly<ReminderOptions>(section.GetSection("Reminders"));
    }

    private static void Configure(EndpointOptions end, ServeOptions options)
    {
        (end.AdvertisedIPAddress, end.SiloPort, end.GatewayPort) = (options.Advertised, options.Ports.Silo, options.Ports.Gateway);
        end.SiloListeningEndpoint = new IPEndPoint(options.Listen.Address, options.Ports.Silo);
        end.GatewayListeningEndpoint = new IPEndPoint(options.Listen.Address, options.Ports.Gateway);
    }
}
