using System.Net;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Clustering;
using Sweep.Grains.Connections;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;
using Sweep.Silo.Files;
using Sweep.Silo.Serving;
using Sweep.Silo.Slots;

namespace Sweep.Silo.Workbench;

/// <summary>Silos of a cluster as <c>serve</c> starts them, several in this process. They share the slots.</summary>
internal sealed class ScaleSilos : IAsyncDisposable
{
    private readonly List<ServingSilo> _silos = [];

    private IGrainFactory Grains => _silos[0].Services.GetRequiredService<IGrainFactory>();

    /// <param name="folder">A folder that only this process uses.</param>
    public static async Task<ScaleSilos> StartAsync(
        ScaleRequest request, ScratchDatabase database, ITrainable trainable, string folder, CancellationToken cancellationToken)
    {
        PoolThreads.Prepare();
        var settings = AppSettings.Load(AppContext.BaseDirectory);
        settings["Logging:LogLevel:Sweep"] = nameof(LogLevel.Warning);
        var silos = new ScaleSilos();
        try
        {
            for (var number = 0; number < request.Silos; number++)
            {
                // The first ones get what is left over.
                var slots = (request.Slots / request.Silos) + (number < request.Slots % request.Silos ? 1 : 0);
                var data = new DataFolder(Path.Combine(folder, $"silo-{number}"));
                Directory.CreateDirectory(data.Root);
                silos._silos.Add(await ServingSilo.StartAsync(
                    Options(database.Location, slots, data, trainable), settings, database.Database, cancellationToken));
            }

            await silos.RequireApartAsync();
            return silos;
        }
        catch
        {
            await silos.DisposeAsync();
            throw;
        }
    }

    public Task SubmitAsync(SweepSpec spec, CancellationToken cancellationToken) =>
        Grains.GetGrain<ISweepGrain>(Guid.NewGuid()).SubmitAsync(spec, cancellationToken: cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_silos.Select(silo => silo.StopAsync()));
        foreach (var silo in _silos) { await silo.DisposeAsync(); }
    }

    private static ServeOptions Options(DatabaseLocation database, int slots, DataFolder data, ITrainable trainable) => new(
        database, ClusterName.Default, new(0, 0, 0), new(IPAddress.Loopback, IsBeyondLoopback: false, Warning: null), IPAddress.Loopback,
        ConnectionSecurity.Plain, slots, data, new(Folder: null), TimeSpan.FromMinutes(1), Traces: null)
    {
        Trainables = new TrainableRegistry().Add(trainable),
    };

    /// <exception cref="SherlockException">The queue is on one of these silos, so its cost would be theirs.</exception>
    private async Task RequireApartAsync()
    {
        var place = await Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(Grains.GetGrain<ITrialQueueGrain>(0));
        if (place is null || _silos.Any(silo => silo.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.Equals(place)))
        {
            throw new SherlockException("The queue began on a silo that has slots, so its cost is not known: repeat the benchmark.");
        }
    }
}
