using Sweep.Model.Checkpoints;
using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Model.Networks;
using Sweep.Model.Training;

namespace Sweep.Tests.Training;

/// <summary>Runs trainings from beginning to end, with or without interruptions.</summary>
internal static class Runs
{
    /// <summary>The result of a training; it has to be the same however often the training was interrupted.</summary>
    /// <param name="Hash">The hash of the final weights.</param>
    /// <param name="Points">Step, metric and value, in order, without speeds.</param>
    public sealed record Outcome(string Hash, IReadOnlyList<(long Step, string Metric, double Value)> Points)
    {
        public void AssertSame(Outcome other)
        {
            Assert.Equal(Points, other.Points);
            Assert.Equal(Hash, other.Hash);
        }

        /// <summary>Returns the points of one metric.</summary>
        public IReadOnlyList<(long Step, double Value)> Of(string metric) =>
            [.. Points.Where(point => point.Metric == metric).Select(point => (point.Step, point.Value))];
    }

    public static Trainer Start(
        TrainingData data, TrainingOptions options, Checkpoint? checkpoint = null, TrainingArithmetic? arithmetic = null) =>
        new(data, options, TimeProvider.System, checkpoint, arithmetic);

    /// <summary>Writes a checkpoint into a file.</summary>
    public static void Save(this Trainer trainer, string path)
    {
        using var file = File.Create(path);
        trainer.Save(file);
    }

    public static Outcome Whole(
        TrainingData data, TrainingOptions options, CancellationToken cancellationToken, TrainingArithmetic? arithmetic = null)
    {
        using var trainer = Start(data, options, arithmetic: arithmetic);
        var points = Values(trainer.Train(cancellationToken));
        return new(trainer.WeightsHash(), points);
    }

    /// <summary>After each of these steps it saves, drops the trainer and continues with a new one from the file.</summary>
    public static Outcome Interrupted(
        TrainingData data, TrainingOptions options, string file, IEnumerable<long> stops, CancellationToken cancellationToken)
    {
        var points = new List<(long, string, double)>();
        Checkpoint? checkpoint = null;
        foreach (var stop in stops)
        {
            using var part = Start(data, options, checkpoint);
            points.AddRange(Advance(part, options.SummaryInterval, stop, cancellationToken));
            part.Save(file);
            checkpoint = Checkpoint.Read(file);
        }

        using var last = Start(data, options, checkpoint);
        points.AddRange(Values(last.Train(cancellationToken)));
        return new(last.WeightsHash(), points);
    }

    public static IReadOnlyList<(long Step, string Metric, double Value)> Values(IEnumerable<TrainingPoint> points) =>
    [
        .. points.SelectMany(point => point.Values
            .Where(value => value.Metric != MetricNames.StepsPerSecond)
            .Select(value => (point.Step, value.Metric, value.Value))),
    ];

    /// <summary>Trains exactly up to a step, even between two points, or to the end; returns the points on the way.</summary>
    public static IReadOnlyList<(long Step, string Metric, double Value)> Advance(
        Trainer trainer, int interval, long stop, CancellationToken cancellationToken)
    {
        var points = new List<TrainingPoint>();
        using var training = trainer.Train(cancellationToken).GetEnumerator();
        while (NextPoint(trainer, interval) <= stop && training.MoveNext())
        {
            points.Add(training.Current);
        }

        while (trainer.Step < Math.Min(stop, trainer.TotalSteps))
        {
            trainer.Advance();
        }

        return Values(points);
    }

    private static long NextPoint(Trainer trainer, int interval) =>
        Math.Min(Multiple(trainer.Step, interval), Multiple(trainer.Step, trainer.StepsPerEpoch));

    /// <summary>Returns the first multiple above a step.</summary>
    private static long Multiple(long step, long of) => ((step / of) + 1) * of;
}
