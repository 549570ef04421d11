using System.Net;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Connections;
using Sweep.Grains.Hosting;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Silo.Access;
using Sweep.Silo.Api;
using Sweep.Silo.Hosting;

namespace Sweep.Silo.Dashboard;

/// <summary>
/// Serves the dashboard over a database on this machine's loopback: beside a cluster in this process, or for reading only.
/// </summary>
/// <param name="open">Opens the database, which then belongs to the dashboard.</param>
/// <param name="isFree">Whether no process trains in the data folder now; null for a cluster's database.</param>
/// <param name="workbench">The trainer's side; null if the program has none.</param>
internal sealed class DashboardHost(
    Func<CancellationToken, Task<SherlockDatabase>> open, Func<bool>? isFree, IWorkbench? workbench) : IDashboardHost
{
    /// <summary>How long open requests may take when the dashboard ends.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async Task<IDashboard> StartAsync(int port, ICluster? cluster, CancellationToken cancellationToken)
    {
        var database = await open(cancellationToken);
        WebApplication? app = null;
        try
        {
            app = Build(port, database, Source(database, cluster));
            await app.StartAsync(cancellationToken);
            return new ServedDashboard(app, database, cluster is null ? Role.Viewer : Role.Admin);
        }
        catch (Exception exception)
        {
            if (app is not null) { await app.DisposeAsync(); }
            database.Dispose();
            if (exception is not IOException) { throw; }
            throw new SherlockException($"The dashboard cannot listen: {exception.Message}", SherlockException.OutOfReach, exception);
        }
    }

    private ApiSource Source(SherlockDatabase database, ICluster? cluster) => cluster is null
        ? new("dashboard", SweepReader.Over(database, isFree)) { Workbench = workbench, HasTokens = false }
        : new("run", SweepReader.Over(database))
        {
            Workbench = workbench,
            Steering = OwnGrains.Steering(cluster.Grains, "sherlock", TimeProvider.System),
            SlotsAsync = _ => cluster.Grains.GetGrain<ITrialQueueGrain>(0).SlotsOfSilosAsync(),
        };

    private static WebApplication Build(int port, SherlockDatabase database, ApiSource source)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "sherlock", ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        builder.Services.AddSherlockStorage(database);
        builder.Services.AddAccess(new()).AddDoor();
        builder.AddDashboard(_ => source);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limit();
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseHttpLimit());
        });
        var app = builder.Build();
        app.MapDashboard();
        return app;
    }

    private sealed class ServedDashboard(WebApplication app, SherlockDatabase database, Role role) : IDashboard
    {
        /// <inheritdoc/>
        public string Address { get; } = $"{app.Urls.First()}/#token={app.Services.GetRequiredService<LocalSessions>().Invite(role)}";

        public async ValueTask DisposeAsync()
        {
            using var limit = new CancellationTokenSource(_patience);
            await app.StopAsync(limit.Token);
            await app.DisposeAsync();
            database.Dispose();
        }
    }
}
