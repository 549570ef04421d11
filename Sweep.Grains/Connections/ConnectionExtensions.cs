using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Sweep.Grains.Connections;

/// <summary>Lets hosts check connections before anything else reads them.</summary>
public static class ConnectionExtensions
{
    /// <summary>Secures the connections among silos, in both directions, and those of clients.</summary>
    public static ISiloBuilder UseSherlockConnections(this ISiloBuilder builder, ConnectionSecurity security)
    {
        builder.Services.AddDoor();
        builder.Services.Configure<SiloConnectionOptions>(options =>
        {
            options.ConfigureSiloInboundConnection(connection => connection.Accept(security));
            options.ConfigureGatewayInboundConnection(connection => connection.Accept(security));
            options.ConfigureSiloOutboundConnection(connection => connection.Connect(security));
        });
        return builder;
    }

    /// <summary>Secures the connections of a client to silos.</summary>
    public static IClientBuilder UseSherlockConnections(this IClientBuilder builder, ConnectionSecurity security)
    {
        builder.Services.AddDoor();
        builder.Services.Configure<ClientConnectionOptions>(
            options => options.ConfigureConnection(connection => connection.Connect(security)));
        return builder;
    }

    /// <summary>
    /// Closes a connection if its first request does not come in time, and counts it among those that are opening. Used for the HTTP port
    /// of a host that has <see cref="UseSherlockConnections(ISiloBuilder, ConnectionSecurity)"/>: <c>options.Listen(address, port, listen
    /// => listen.UseHttpLimit())</c>.
    /// </summary>
    public static IConnectionBuilder UseHttpLimit(this IConnectionBuilder builder)
    {
        var door = Door(builder);
        return builder.Use(next => context => door.AcceptHttpAsync(context, next));
    }

    /// <summary>
    /// Hides Orleans' own log lines on connections, because ours report refused ones. At the end of each connection Orleans logs two
    /// lines at Information, sometimes with a stack trace, whichever side began it. For connections that this process begins, only errors
    /// stay: Orleans warns at every try while a silo is dead, and the cluster's watch reports that once.
    /// </summary>
    public static ILoggingBuilder AddConnectionFilters(this ILoggingBuilder logging) => logging
        .AddFilter("Orleans.Runtime.Messaging.Connection", LogLevel.Error)
        .AddFilter("Orleans.Runtime.Messaging.ConnectionManager", LogLevel.Error);

    internal static void AddDoor(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RefusalLog>();
        services.TryAddSingleton<ConnectionFailure>();
        services.TryAddSingleton<ConnectionGate>();
    }

    private static void Accept(this IConnectionBuilder builder, ConnectionSecurity security)
    {
        var door = Door(builder);
        builder.Use(next => context => door.AcceptAsync(context, security, next));
    }

    private static void Connect(this IConnectionBuilder builder, ConnectionSecurity security)
    {
        var door = Door(builder);
        builder.Use(next => context => door.ConnectAsync(context, security, next));
    }

    private static ConnectionGate Door(IConnectionBuilder builder) => builder.ApplicationServices.GetRequiredService<ConnectionGate>();
}
