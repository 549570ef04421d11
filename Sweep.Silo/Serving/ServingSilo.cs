using System.Globalization;
using Sweep.Grains;
using Sweep.Grains.Hosting;
using Sweep.Grains.Storage;
using Sweep.Silo.Access;
using Sweep.Silo.Contracts;
using Sweep.Silo.Dashboard;
using Sweep.Silo.Hosting;
using Sweep.Silo.Slots;
using Sweep.Silo.Trainables;

namespace Sweep.Silo.Serving;

/// <summary>
/// A silo that has joined its cluster: Orleans, the slots, the cluster's watch and the HTTP port in one host. They stop in reverse order,
/// so that the slots hand their trials back while the silo is still a member.
/// </summary>
internal sealed class ServingSilo : IAsyncDisposable
{
    private const int Attempts = 5;

    private static readonly TimeSpan _patienceAfterFailure = TimeSpan.FromSeconds(10);

    private readonly WebApplication _app;
    private readonly ServeOptions _options;
    private readonly PortGuard _ports;

    private ServingSilo(WebApplication app, string name, ServeOptions options, PortGuard ports) =>
        (_app, Name, _options, _ports) = (app, name, options, ports);

    public string Name { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Joins the cluster, and returns as an active member of it.</summary>
    /// <param name="settings">The content of <c>appsettings.json</c>.</param>
    /// <exception cref="SherlockException">
    /// A port is taken, or the other silos or the database cannot be reached. The silo then takes no part.
    /// </exception>
    public static async Task<ServingSilo> StartAsync(
        ServeOptions options, IConfiguration settings, SherlockDatabase database, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var chosen = options with { Ports = PortCheck.Choose(options.Listen.Address, options.Ports) };
            try
            {
                return await StartOnAsync(chosen, settings, database, cancellationToken);
            }
            catch (Exception exception)
            {
                cancellationToken.ThrowIfCancellationRequested();

                // Another process took a port after it was found free: search again.
                if (attempt == Attempts || chosen.Ports == options.Ports || !PortCheck.IsTaken(exception))
                {
                    throw StartError.Explain(exception, chosen);
                }
            }
        }
    }

    /// <summary>The line that says that the silo is ready, and at which addresses.</summary>
    public string ReadyLine(SherlockDatabase database) => string.Create(
        CultureInfo.InvariantCulture,
        $"sherlock silo {Name} is ready: silo {_options.Advertised}:{_options.Ports.Silo}, "
        + $"gateway {_options.Advertised}:{_options.Ports.Gateway}, {string.Join(' ', _app.Urls)}, "
        + $"{_options.Slots} slots, database {database}, cluster '{_options.ClusterId}'");

    /// <summary>
    /// The line that says how the user of this machine opens the dashboard without a token: on loopback, until a first token is made.
    /// </summary>
    public async Task<string?> InvitationAsync(CancellationToken cancellationToken)
    {
        if (_options.Listen.IsBeyondLoopback) { return null; }
        if (await Services.GetRequiredService<TokenStore>().IsAnyAsync(cancellationToken)) { return null; }
        return $"The dashboard: {_app.Urls.First()}/#token={Services.GetRequiredService<LocalSessions>().InviteFirst()} "
            + "(this address works once, within 15 minutes; 'tokens create NAME' makes a token that lasts).";
    }

    /// <inheritdoc cref="ServingEnd.WaitAsync"/>
    public Task<SherlockException?> UntilAsync(CancellationToken signal) => ServingEnd.WaitAsync(
        Services.GetRequiredService<SlotFailure>().Task,
        () => Services.GetServices<IHostedService>().OfType<BackgroundService>()
            .Select(service => service.ExecuteTask?.Exception?.InnerException).FirstOrDefault(error => error is not null),
        _app.Lifetime.ApplicationStopping, signal);

    /// <summary>Hands all trials back, each with a checkpoint, then leaves the cluster.</summary>
    /// <exception cref="SherlockException">
    /// Some trials could not be handed back in time, or something else prevented an orderly stop.
    /// </exception>
    public async Task StopAsync()
    {
        try
        {
            await _app.StopAsync();
        }
        catch (Exception exception)
        {
            throw ServingEnd.Explain(exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _ports.Dispose();
    }

    private static async Task<ServingSilo> StartOnAsync(
        ServeOptions options, IConfiguration settings, SherlockDatabase database, CancellationToken cancellationToken)
    {
        var guard = PortGuard.Hold(options.Listen.Address, options.Ports);
        WebApplication? app = null;
        try
        {
            PortCheck.RequireFree(options.Listen.Address, options.Ports);
            var name = SiloSetup.NewName(Environment.MachineName, options.Ports.Silo);
            app = Build(options, name, settings, database);
            await app.Services.PublishTrainablesAsync(replaces: false, cancellationToken);
            await app.StartAsync(cancellationToken);
            app.Services.GetRequiredService<FatalEnd>().Joined();
            return new(app, name, options, guard);
        }
        catch
        {
            if (app is not null) { await AbandonAsync(app); }
            guard.Dispose();
            throw;
        }
    }

    private static WebApplication Build(ServeOptions options, string name, IConfiguration settings, SherlockDatabase database)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "sherlock", ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(settings);
        options.Log.AddTo(builder.Logging, settings);
        // The command line turns signals into a cancellation token.
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        builder.Services.AddSingleton(options.Retention).AddSherlockStorage(database.Named(name));
        builder.Services.AddSingleton(database);
        // Services start in this order and stop in the reverse one.
        builder.AddSilo(name, options);
        builder.Services.AddSingleton(services =>
            new CorpusCache(options.Data.Corpora, new CorpusSupply(options.Data, services.GetRequiredService<ILogger<CorpusSupply>>())));
        builder.Services.AddSingleton(services => BuiltInTrainables.With(
            options.Trainables, services.GetRequiredService<CorpusCache>(), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddHostedService<TrainableAnnouncement>();
        builder.Services.AddSlots(Slots(options));
        builder.Services.AddHostedService<ClusterWatch>();
        builder.Services.AddHostedService(services =>
            ActivatorUtilities.CreateInstance<ClockService>(
                services, (Func<CancellationToken, Task>)database.ReadClockAsync, database.ToString()));
        builder.Services.AddSingleton(options.Certificates);
        builder.AddTelemetry(name, options.Traces);
        builder.AddHealthPages(options.Listen.Address, options.Ports.Http, options.Http);
        builder.AddDashboard(services => ServedSource.Of(services, options.ClusterId));
        var app = builder.Build();
        // First: what counts from 0 is seen only if the meters are listened to when it is made.
        app.MapMetrics();
        app.MapDashboard();
        app.MapHealthPages();
        return app;
    }

    private static SlotOptions Slots(ServeOptions options) => new(
        options.Slots, options.Data.Logs, options.Checkpoints.Folder ?? options.Data.Checkpoints, options.Data.Scratch)
    {
        KeepsInDatabase = options.Checkpoints.Folder is null,
        IsClustered = true,
        CheckpointInterval = options.CheckpointInterval,
        Grafana = options.Grafana,
    };

    /// <summary>Undoes what a failed start has done, above all its row in the cluster's table.</summary>
    private static async Task AbandonAsync(WebApplication app)
    {
        using var limit = new CancellationTokenSource(_patienceAfterFailure);
        try
        {
            await using (app) { await app.StopAsync(limit.Token); }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The start's error is already on its way, and says more. If the row stays, the other silos evict it.
        }
    }
}
