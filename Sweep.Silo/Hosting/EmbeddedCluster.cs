using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Console;
using Orleans.Configuration;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Hosting;
using Sweep.Grains.Storage;
using Sweep.Silo.Commands;
using Sweep.Silo.Contracts;
using Sweep.Silo.Files;
using Sweep.Silo.Slots;

namespace Sweep.Silo.Hosting;

/// <summary>
/// The cluster inside the process: one silo over SQLite in a data folder that this process holds alone. It takes one free loopback port for
/// itself and has no gateway, so that two clusters in two folders do not meet.
/// </summary>
internal sealed class EmbeddedCluster : ICluster
{
    private const int Attempts = 5;

    /// <summary>How long a grain's answer is waited for: longer than SQLite waits for another program's lock.</summary>
    private static readonly TimeSpan _answerTime = TimeSpan.FromSeconds(30);

    private readonly IHost _host;
    private readonly IDisposable _hold;
    private readonly Action<string> _say;

    private EmbeddedCluster(IHost host, IDisposable hold, Action<string> say) => (_host, _hold, _say) = (host, hold, say);

    /// <inheritdoc/>
    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <inheritdoc/>
    public ISweepReader Reader => _host.Services.GetRequiredService<SweepReader>();

    /// <inheritdoc/>
    public Task<SherlockException> Failure => _host.Services.GetRequiredService<SlotFailure>().Task;

    /// <summary>
    /// Locks the folder, upgrades its database, takes back the trials that a killed process left running, and starts the slots.
    /// </summary>
    /// <param name="say">Called with a line at the end if another program holds the database.</param>
    public static async Task<EmbeddedCluster> StartAsync(
        DataFolder folder, TrainableRegistry trainables, int slots, Action<string> say, CancellationToken cancellationToken)
    {
        var hold = folder.Hold(TimeProvider.System);
        PoolThreads.Prepare();
        try
        {
            (await SherlockDatabase.CreateAsync(folder.Database, cancellationToken)).Dispose();
            for (var attempt = 1; ; attempt++)
            {
                var host = Build(folder, trainables, slots);
                try
                {
                    await host.Services.PublishTrainablesAsync(replaces: true, cancellationToken);
                    await SettleAsync(host.Services.GetRequiredService<SweepStore>(), cancellationToken);
                    await host.StartAsync(cancellationToken);
                    return new(host, hold, say);
                }
                catch (Exception exception)
                {
                    host.Dispose();

                    // Another process took the port after it was found free: search again.
                    if (attempt == Attempts || !IsPortTaken(exception))
                    {
                        throw;
                    }
                }
            }
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _host.StopAsync();
            var store = _host.Services.GetRequiredService<SweepStore>();
            var retry = new DatabaseRetry(TimeProvider.System, _say, DatabaseRetry.OfSteering);
            await retry.TryAsync(token => SettleAsync(store, token), CancellationToken.None);
        }
        catch (SherlockException) when (Failure.IsCompleted)
        {
            // The database is out of reach, as the failure says already. The next process that locks the folder settles its trials.
        }
        finally
        {
            _host.Dispose();
            _hold.Dispose();
        }
    }

    /// <summary>
    /// Settles what no slot trains, before the slots start and after they have stopped: a trial that is marked Running was lost, and an
    /// unfinished sweep waits until a user resumes it.
    /// </summary>
    private static async Task<bool> SettleAsync(SweepStore store, CancellationToken cancellationToken)
    {
        await store.RecoverOrphansAsync(cancellationToken);
        // A process that was killed may have left a sweep half deleted.
        await store.FinishDeletionsAsync(TimeSpan.MaxValue, cancellationToken);
        // A sweep whose process was killed after its last trial ended is complete, and does not have to be resumed.
        await store.CompleteEndedAsync(cancellationToken);
        await store.PauseOthersAsync(keep: null, cancellationToken);
        return true;
    }

    private static IHost Build(DataFolder folder, TrainableRegistry trainables, int slots)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>().AddConsole(options =>
        {
            options.FormatterName = LineFormatter.FormatterName;
            options.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        // The cluster's own notices are of use only in clusters. What concerns a user of this mode arrives as an error of a verb.
        builder.Logging.SetMinimumLevel(LogLevel.Critical).AddFilter("Sweep", LogLevel.Warning)
            .AddFilter("Sweep.Trainables", LogLevel.Information);
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        // Orleans uses this clock too, and so do the times that are stored.
        builder.Services.AddSingleton<TimeProvider>(SteadyTime.OfProcess);
        // A slot finishes a validation or a large checkpoint before it checks for a stop; Orleans stops after that.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(60));
        builder.Services.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = _answerTime);
        builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort: FreePort(), gatewayPort: 0));
        builder.Services.AddSherlockStorage(folder.Database);
        builder.Services.AddSingleton(trainables);
        // The sweeps of a data folder are its user's own, so their commands may run. A silo of a cluster has no such service.
        builder.Services.AddSingleton(folder);
        builder.Services.AddSingleton<SweepCommands>();
        builder.Services.AddSlots(new SlotOptions(slots, folder.Logs, folder.Checkpoints, folder.Scratch));
        return builder.Build();
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool IsPortTaken(Exception exception) =>
        exception is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }
        || (exception.InnerException is { } inner && IsPortTaken(inner));
}
