using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Sweep.Grains;
using Sweep.Grains.Clustering;
using Sweep.Grains.Connections;
using Sweep.Grains.Hosting;
using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <summary>A connection to the silos of a cluster, which it finds through their database. It follows silos as they come and go.</summary>
public sealed class ClusterClient : IClusterConnection
{
    /// <summary>Time limit for one grain call. Calls are short; if a silo is killed, its calls never get an answer.</summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long to try silos that the database names. A silo that was just killed stays in the database for some seconds.
    /// </summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan _othersTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);

    private readonly IHost _host;

    private ClusterClient(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Connects to the cluster that a user named, with the certificate that the user named.</summary>
    /// <exception cref="SherlockException">No silo answers, the database does not answer, or the certificate is not valid. The error is
    /// marked as transient if waiting may help.</exception>
    public static async Task<IClusterConnection> ConnectAsync(
        SherlockDatabase database, ClusterAddress address, CancellationToken cancellationToken)
    {
        var security = address.Certificates is { } folder
            ? ConnectionSecurity.Tls(CertificateFolder.Load(folder, address.Certificate, TimeProvider.System), TimeProvider.System)
            : ConnectionSecurity.Plain;
        return await ConnectAsync(database, address.Id, security, cancellationToken);
    }

    /// <summary>Connects to any silo that answers.</summary>
    /// <param name="database">Belongs to the caller, which must keep it open as long as this connection.</param>
    /// <exception cref="SherlockException">No silo answers, or the database does not. The error is marked as transient if waiting may
    /// help.</exception>
    public static async Task<ClusterClient> ConnectAsync(
        SherlockDatabase database, string clusterId, ConnectionSecurity security, CancellationToken cancellationToken)
    {
        var host = Build(database, clusterId, security);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectTimeout);
        try
        {
            await ConnectOrRefusedAsync(host, limit.Token);
            return new(host);
        }
        catch (Exception exception)
        {
            await EndAsync(host);
            cancellationToken.ThrowIfCancellationRequested();
            throw Explain(exception, database, clusterId);
        }
    }

    public ValueTask DisposeAsync() => EndAsync(_host);

    /// <summary>Waits for the connection, but stops early if silos refuse this client, because waiting does not change that.</summary>
    private static async Task ConnectOrRefusedAsync(IHost host, CancellationToken cancellationToken)
    {
        var connected = host.StartAsync(cancellationToken).WaitAsync(cancellationToken);
        var refused = host.Services.GetRequiredService<ConnectionFailure>().Task;
        if (await Task.WhenAny(connected, refused) == refused)
        {
            // If a silo dies during the handshake, it looks like one that refuses; then another silo answers.
            try
            {
                await connected.WaitAsync(_othersTime, cancellationToken);
            }
            catch (TimeoutException)
            {
                throw await refused;
            }
        }

        await connected;
    }

    private static IHost Build(SherlockDatabase database, string clusterId, ConnectionSecurity security)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        // The caller gets the errors of its calls; the client's own log lines do not help a person.
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSherlockStorage(database);
        builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>();
        builder.UseOrleansClient(client =>
        {
            client.UseSherlockClustering();
            client.UseSherlockConnections(security);
            client.UseConnectionRetryFilter(TryAgainAsync);
            client.Services.Configure<ClusterOptions>(options => options.Apply(clusterId));
            client.Services.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
            client.Services.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
        });
        return builder.Build();
    }

    /// <summary>
    /// Decides whether to try again. If silos are named but do not answer, they may be dead, and the others notice that within seconds. If
    /// none is named, waiting does not help.
    /// </summary>
    private static async Task<bool> TryAgainAsync(Exception exception, CancellationToken cancellationToken)
    {
        if (exception is SherlockException || IsWithoutGateways(exception)) { return false; }
        await Task.Delay(_pause, cancellationToken);
        return true;
    }

    private static SherlockException Explain(Exception exception, SherlockDatabase database, string clusterId)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is SherlockException known) { return known; }
        }

        var problem = IsWithoutGateways(exception)
            ? $"No silo of cluster '{clusterId}' runs on the database {database}: start one with 'serve', or name the right cluster with "
                + "--cluster-id."
            : $"No silo of cluster '{clusterId}' answers, though the database {database} names some: they may have just died, or this "
                + "machine does not reach them, or lacks their certificates (--certs).";
        return new(problem, SherlockException.OutOfReach, exception, passes: true);
    }

    // Orleans has no exception type for this case.
    private static bool IsWithoutGateways(Exception exception) =>
        exception.Message.StartsWith("Could not find any gateway", StringComparison.Ordinal);

    private static async ValueTask EndAsync(IHost host)
    {
        using var limit = new CancellationTokenSource(ResponseTimeout);
        try
        {
            await host.StopAsync(limit.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or OrleansException or ObjectDisposedException)
        {
            // The client closes either way, and silos forget clients that have gone.
        }
        finally
        {
            host.Dispose();
        }
    }

    /// <summary>Lets the command line handle signals, not this host.</summary>
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
