using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Console;
using Orleans.Configuration;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Hosting;
using Sweep.Grains.Storage;
using Sweep.Silo.Contracts;
using Sweep.Silo.Files;
using Sweep.Silo.Slots;
using Sweep.Silo.Trainables;

namespace Sweep.Silo.Hosting;

/// <summary>
/// The cluster inside the process: one silo over SQLite in a data folder that this process holds alone. It takes one free loopback port for itself and has
/// no gateway, so that two of them in two folders do not meet.
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
    public SweepReader Reader => _host.Services.GetRequiredService<SweepReader>();

    /// <inheritdoc/>
    public Task<SherlockException> Failure => _host.Services.GetRequiredService<SlotFailure>().Task;

    /// <summary>Holds the folder, brings its database up to date, takes back what a killed process left running, and starts the slots.</summary>
    /// <param name="say">Told at the end if another program holds the database.</param>
    public static async Task<EmbeddedCluster> StartAsync(
        DataFolder folder, CorpusCache corpora, int slots, Action<string> say, CancellationToken cancellationToken)
    {
        var hold = folder.Hold(TimeProvider.System);
        PoolThreads.Prepare();
        try
        {
            (await SherlockDatabase.CreateAsync(folder.Database, cancellationToken)).Dispose();
            for (var attempt = 1; ; attempt++)
            {
                var host = Build(folder, corpora, slots);
                try
                {
                    await SettleAsync(host.Services.GetRequiredService<SweepStore>(), cancellationToken);
                    await host.StartAsync(cancellationToken);
                    return new(host, hold, say);
                }
                catch (Exception exception)
                {
                    host.Dispose();

                    // Somebody took the port between our look and the silo's: look again.
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
            var patience = new Patience(TimeProvider.System, _say, Patience.OfSteering);
            await patience.TryAsync(token => SettleAsync(store, token), CancellationToken.None);
        }
        catch (SherlockException) when (Failure.IsCompleted)
        {
            // The database is out of reach, as the failure says already; whoever holds the folder next settles it.
        }
        finally
        {
            _host.Dispose();
            _hold.Dispose();
        }
    }

    /// <summary>
    /// Before the slots start and after they have stopped nobody trains: whatever is marked Running was lost, and what is unfinished waits until somebody
    /// resumes it.
    /// </summary>
    private static async Task<bool> SettleAsync(SweepStore store, CancellationToken cancellationToken)
    {
        await store.RecoverOrphansAsync(cancellationToken);
        // One that was killed between its last trial's end and its own is not there to be resumed.
        await store.CompleteEndedAsync(cancellationToken);
        await store.PauseOthersAsync(keep: null, cancellationToken);
        return true;
    }

    private static IHost Build(DataFolder folder, CorpusCache corpora, int slots)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>().AddConsole(options =>
        {
            options.FormatterName = LineFormatter.FormatterName;
            options.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        // The cluster's own notices are for clusters; what concerns a person here reaches them as an error of a verb.
        builder.Logging.SetMinimumLevel(LogLevel.Critical).AddFilter("Sweep", LogLevel.Warning);
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        // Orleans' clock too, and that of the times which are stored.
        builder.Services.AddSingleton<TimeProvider>(SteadyTime.OfProcess);
        // A validation or a large checkpoint is finished before a slot looks up; then Orleans stops too.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(60));
        builder.Services.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = _answerTime);
        builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort: FreePort(), gatewayPort: 0));
        builder.Services.AddSherlockStorage(folder.Database);
        builder.Services.AddSingleton(corpora);
        builder.Services.AddSlots(new SlotOptions(slots, folder.Logs, folder.Checkpoints));
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
