using System.Collections.Immutable;
using System.Globalization;
using MathNet.Numerics.Statistics;
using Sweep.Client.Backends;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Workbench;

/// <summary>
/// Measures what many slots cost the queue and the database. The silos, their slots, the grains and the database are real; only the
/// training is not: it takes its time and no processor.
/// </summary>
internal sealed class ScaleBench(ScaleRequest request, TimeProvider time)
{
    // A sensible number of values for an axis. Seeds make up the rest, so that the specification is not large.
    private const int AxisLength = 1000;

    private static readonly TimeSpan _settling = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _longestIdle = TimeSpan.FromSeconds(15);

    public async Task<ScaleBenchmark> RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("sherlock-bench-");
        try
        {
            return await RunAsync(folder.FullName, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<ScaleBenchmark> RunAsync(string folder, CancellationToken cancellationToken)
    {
        await using var database = await ScratchDatabase.CreateAsync(request.Server, cancellationToken);
        var connection = database.Location.ConnectionText!;
        await using var queue = await QueueProcess.StartAsync(
            connection, Directory.CreateDirectory(Path.Combine(folder, "queue")).FullName, cancellationToken);
        using var training = new PacedTraining(request, time);
        await using var silos = await ScaleSilos.StartAsync(request, database, training, folder, cancellationToken);
        await using var meter = await ScaleMeter.StartAsync(connection, queue, time, cancellationToken);
        await Task.Delay(_settling, time, cancellationToken);
        var idle = await meter.MeasureAsync(TimeSpan.FromTicks(Math.Min(request.Measured.Ticks, _longestIdle.Ticks)), cancellationToken);
        await silos.SubmitAsync(Spec(training.Schema), cancellationToken);
        await BeginAsync(training, cancellationToken);
        return await MeasureAsync(meter, training, idle, cancellationToken);
    }

    private async Task<ScaleBenchmark> MeasureAsync(
        ScaleMeter meter, PacedTraining training, ScaleLoad idle, CancellationToken cancellationToken)
    {
        using var stages = new ScaleStages();
        var (from, reports, before) = (time.GetTimestamp(), training.Reports, stages.Look());
        var busy = await meter.MeasureAsync(request.Measured, cancellationToken);
        var (to, made, after) = (time.GetTimestamp(), training.Reports - reports, stages.Look());
        var begun = training.Waits(from, to);
        var waits = begun.Concat(training.StillWaiting(to)).Select(wait => wait.TotalMilliseconds).ToList();
        var seconds = time.GetElapsedTime(from, to).TotalSeconds;
        return new(
            request.Silos, request.Slots, idle, busy, begun.Count / seconds, made / seconds,
            new(At(0.5), At(0.99), waits.DefaultIfEmpty(double.NaN).Max()), ScaleStages.Between(before, after, begun.Count));

        double At(double share) => waits.QuantileCustom(share, QuantileDefinition.R1);
    }

    /// <summary>Waits until each slot has ended its first trial, which is shorter than the others.</summary>
    private async Task BeginAsync(PacedTraining training, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), time);
        while (training.Slots < request.Slots) { await timer.WaitForNextTickAsync(cancellationToken); }
        await Task.Delay(request.Trial + _settling, time, cancellationToken);
    }

    private SweepSpec Spec(TrainableSchema schema)
    {
        // Half as many again as slots need while it is measured, and one for each before.
        var trials = (int)(request.Slots * (3 + (1.5 * request.Measured / request.Trial)));
        var spec = new SweepSpec("bench", "", new(PacedTraining.Loss, Goal.Minimize), [1], schema.Defaults, [], schema);
        if (request.IsSearch)
        {
            var axis = new SpaceAxis(PacedTraining.Number) { From = "1", To = int.MaxValue.ToString(CultureInfo.InvariantCulture) };
            return spec with { Search = new([axis]) { Sampler = "random", Trials = trials } };
        }

        ImmutableArray<string> values = [.. Enumerable.Range(1, AxisLength).Select(value => value.ToString(CultureInfo.InvariantCulture))];
        return spec with
        {
            Axes = [new(PacedTraining.Number, values)],
            Seeds = [.. Enumerable.Range(1, (trials + AxisLength - 1) / AxisLength)],
        };
    }
}
