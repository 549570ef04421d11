using Sweep.Client.Backends;
using Sweep.Grains.Storage;

namespace Sweep.Silo.Workbench;

/// <summary>Measures how fast points are stored: one trial on each slot reports as fast as its reports are taken.</summary>
internal sealed class MetricsBench(MetricsRequest request, TimeProvider time)
{
    private const int PointsPerStep = 10;

    private static readonly string[] _names = [.. Enumerable.Range(1, PointsPerStep).Select(metric => $"bench/metric_{metric}")];

    public async Task<MetricsBenchmark> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await ScratchDatabase.CreateAsync(request.Server, cancellationToken);
        var steps = Math.Max(1, request.RowsPerSlot / PointsPerStep);
        var talking = new TalkingTrainable(steps, (_, step) => new([.. _names.Select(name => (name, 1.0 / step))]));
        await using var silo = await BenchSilo.StartAsync(database.Database, talking, request.Slots, cancellationToken);
        var start = time.GetTimestamp();
        var sweeps = await silo.SubmitAsync(request.Slots, cancellationToken);
        await silo.WaitAsync(sweeps, cancellationToken);
        var rows = (long)steps * PointsPerStep * request.Slots;
        return new(request.Slots, rows, rows / time.GetElapsedTime(start).TotalSeconds);
    }
}
