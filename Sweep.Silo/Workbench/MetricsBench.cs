using Sweep.Client.Backends;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;
using Sweep.Silo.Trainables;

namespace Sweep.Silo.Workbench;

/// <summary>Measures how fast points are stored: one trial on each slot reports as fast as its reports are taken.</summary>
internal sealed class MetricsBench(MetricsRequest request, TimeProvider time)
{
    private const int PointsPerStep = 10;

    public async Task<MetricsBenchmark> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await ScratchDatabase.CreateAsync(request.Server, cancellationToken);
        var steps = Math.Max(1, request.RowsPerSlot / PointsPerStep);
        await using var silo = await BenchSilo.StartAsync(database.Database, new Talkative(steps), request.Slots, cancellationToken);
        var start = time.GetTimestamp();
        var sweeps = await silo.SubmitAsync(request.Slots, cancellationToken);
        await silo.WaitAsync(sweeps, cancellationToken);
        var rows = (long)steps * PointsPerStep * request.Slots;
        return new(request.Slots, rows, rows / time.GetElapsedTime(start).TotalSeconds);
    }

    private sealed class Talkative(int steps) : ITrainable
    {
        public TrainableSchema Schema => LanguageModelParameters.Schema;

        public ITraining Begin(TrialContext trial, CancellationToken cancellationToken) => new Talk(steps);
    }

    private sealed class Talk(int steps) : ITraining
    {
        private static readonly string[] _names = [.. Enumerable.Range(1, PointsPerStep).Select(metric => $"bench/metric_{metric}")];

        public long Step { get; private set; }

        public long? TotalSteps => steps;

        public long? CheckpointStep => null;

        public IEnumerable<StepReport?> Train(CancellationToken cancellationToken)
        {
            while (Step < steps && !cancellationToken.IsCancellationRequested)
            {
                Step++;
                yield return new([.. _names.Select(name => (name, 1.0 / Step))]);
            }
        }

        public void Save(Stream destination) => throw new NotSupportedException("There is nothing to save.");

        public void Dispose()
        {
        }
    }
}
