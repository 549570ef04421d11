using System.Globalization;
using Sweep.Grains;
using Sweep.Grains.Hosting;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;
using Sweep.Silo.Hosting;
using Sweep.Silo.Slots;
using Sweep.Silo.Trainables;

namespace Sweep.Silo.Workbench;

/// <summary>A silo with real slots over a benchmark's database. It trains the trainable that the benchmark chooses.</summary>
internal sealed class BenchSilo : IAsyncDisposable
{
    // A sensible number of values for an axis. Seeds and a second sweep make up the rest, so that no specification is large.
    private const int AxisLength = 1000;

    private readonly IHost _host;
    private readonly DirectoryInfo _folder;

    private BenchSilo(IHost host, DirectoryInfo folder) => (_host, _folder) = (host, folder);

    private SweepReader Reader => _host.Services.GetRequiredService<SweepReader>();

    private Task<SherlockException> Failure => _host.Services.GetRequiredService<SlotFailure>().Task;

    public static async Task<BenchSilo> StartAsync(
        SherlockDatabase database, ITrainable trainable, int slots, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("sherlock-bench-");
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort: EmbeddedCluster.FreePort(), gatewayPort: 0));
        builder.Services.AddSherlockStorage(database);
        builder.Services.AddSingleton(new TrainableRegistry().Add(trainable));
        builder.Services.AddSlots(
            new SlotOptions(
                slots,
                Path.Combine(folder.FullName, "logs"),
                Path.Combine(folder.FullName, "checkpoints"),
                Path.Combine(folder.FullName, "scratch")));
        var silo = new BenchSilo(builder.Build(), folder);
        await silo._host.StartAsync(cancellationToken);
        return silo;
    }

    /// <summary>Submits exactly this number of trials, in one sweep or two.</summary>
    public async Task<IReadOnlyList<Guid>> SubmitAsync(int trials, CancellationToken cancellationToken)
    {
        var sweeps = new List<Guid>();
        foreach (var spec in Specs(trials)) { sweeps.Add(await SubmitAsync(spec, cancellationToken)); }
        return sweeps;
    }

    public async Task<Guid> SubmitAsync(SweepSpec spec, CancellationToken cancellationToken)
    {
        var sweep = Guid.NewGuid();
        await _host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISweepGrain>(sweep)
            .SubmitAsync(spec, cancellationToken: cancellationToken);
        return sweep;
    }

    public Task<IReadOnlyList<SearchDecision>> DecisionsAsync(Guid sweep, CancellationToken cancellationToken) =>
        Reader.DecisionsAsync(sweep, cancellationToken);

    /// <summary>Waits until the sweeps are Completed.</summary>
    /// <exception cref="SherlockException">The slots cannot continue.</exception>
    public async Task WaitAsync(IReadOnlyList<Guid> sweeps, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        foreach (var sweep in sweeps)
        {
            while ((await Reader.SummaryAsync(sweep, cancellationToken)).Status is SweepStatus.Running)
            {
                if (Failure.IsCompleted) { throw await Failure; }
                await timer.WaitForNextTickAsync(cancellationToken);
            }
        }
    }

    /// <summary>Waits for a task that depends on the slots.</summary>
    /// <exception cref="SherlockException">The slots cannot continue.</exception>
    public async Task<T> WaitAsync<T>(Task<T> task, CancellationToken cancellationToken) =>
        await Task.WhenAny(task, Failure).WaitAsync(cancellationToken) == task ? await task : throw await Failure;

    internal static IEnumerable<SweepSpec> Specs(int trials)
    {
        if (trials >= AxisLength) { yield return Spec(AxisLength, trials / AxisLength); }
        if (trials % AxisLength is > 0 and var rest) { yield return Spec(rest, seeds: 1); }
    }

    private static SweepSpec Spec(int values, int seeds) => new(
        "bench", "sample", LanguageModelParameters.Schema.Objective!,
        [.. Enumerable.Range(1, seeds)], LanguageModelParameters.Schema.Defaults,
        [new("rnn_size", [.. Enumerable.Range(1, values).Select(size => size.ToString(CultureInfo.InvariantCulture))])],
        LanguageModelParameters.Schema);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _folder.Delete(recursive: true);
    }
}
