using System.Collections.Immutable;
using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Workbench;

/// <summary>
/// Checks that a trainable resumes exactly: trains a sweep's first trial straight to a step, then again with a checkpoint halfway, dropped
/// and resumed, and compares all that both reported, bit for bit.
/// </summary>
/// <param name="folder">A folder for what the trainings write.</param>
internal sealed class ResumeCheck(ITrainable trainable, SweepSpec spec, DirectoryInfo folder)
{
    private readonly ImmutableHashSet<string> _rates =
        [.. trainable.Schema.Metrics.Where(metric => metric.Interval is MetricInterval.Rate).Select(metric => metric.Name)];

    /// <summary>Trains, on the caller's thread.</summary>
    /// <param name="half">The step of the checkpoint; if none can be written there, the first one after it counts. Null: half the trial,
    /// but at most 100 steps.</param>
    /// <exception cref="SherlockException">The trial cannot be trained, or ends before a checkpoint can be written.</exception>
    public ResumeFinding Run(long? half, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder.FullName, "checkpoint");
        var before = Train("before", null, training => Save(training, half ?? Half(training), file), cancellationToken);
        if (before.Saved is not { } saved)
        {
            throw new SherlockException($"The trial ended at step {before.Step}, before a checkpoint could be written.");
        }

        var until = 2 * saved;
        var resumed = Train(
            "resumed", new(saved, file, () => File.OpenRead(file)), training => training.Step >= until ? training.Step : null,
            cancellationToken);
        var straight = Train("straight", null, training => training.Step >= until ? training.Step : null, cancellationToken);
        return new(
            saved,
            straight.Step,
            straight.Points.Count,
            Difference(straight.Points, [.. before.Points.Where(point => point.Step <= saved), .. resumed.Points]),
            straight.Hash is null && resumed.Hash is null ? null : straight.Hash == resumed.Hash && straight.Step == resumed.Step);
    }

    private static long Half(ITraining training) => training.TotalSteps is { } total ? Math.Clamp(total / 2, 1, 100) : 1;

    /// <returns>The step of the checkpoint that was written; null if it was not time yet.</returns>
    private static long? Save(ITraining training, long half, string file)
    {
        if (training.Step < half || training.CheckpointStep is not (> 0 and { } step)) { return null; }
        AtomicFile.Write(file, training.Save);
        return step;
    }

    private Part Train(
        string name, CheckpointSource? checkpoint, Func<ITraining, long?> isDone, CancellationToken cancellationToken)
    {
        using var training = trainable.Begin(Trial(name, checkpoint), cancellationToken);
        var points = new List<MetricPoint>();
        long? end = null;
        foreach (var report in training.Train(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var (metric, value) in report?.Values ?? [])
            {
                if (!_rates.Contains(metric)) { points.Add(new(metric, training.Step, value)); }
            }

            if ((end = isDone(training)) is not null) { break; }
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new(points, training.Step, end ?? isDone(training), training.StateHash());
    }

    private TrialContext Trial(string name, CheckpointSource? checkpoint)
    {
        var cell = SearchSamples.Or(spec).First();
        return new()
        {
            Sweep = spec.Name,
            Number = cell.Number,
            Attempt = checkpoint is null ? 1 : 2,
            Hyperparameters = cell.Hyperparameters,
            Seed = cell.Seed,
            Settings = spec.Settings,
            Objective = spec.Objective,
            Checkpoint = checkpoint,
            MakeScratch = () => folder.CreateSubdirectory(name),
        };
    }

    private static string? Difference(IReadOnlyList<MetricPoint> straight, IReadOnlyList<MetricPoint> resumed)
    {
        var (one, other) = (ByPlace(straight), ByPlace(resumed));
        var places = one.Keys.Union(other.Keys).OrderBy(place => place.Step).ThenBy(place => place.Metric, StringComparer.Ordinal);
        foreach (var place in places)
        {
            var (hasOne, hasOther) = (one.TryGetValue(place, out var first), other.TryGetValue(place, out var second));
            if (hasOne && hasOther && BitConverter.DoubleToInt64Bits(first) == BitConverter.DoubleToInt64Bits(second)) { continue; }
            return FormattableString.Invariant($"{place.Metric} at step {place.Step} is {Text(hasOne, first)} straight ")
                + $"and {Text(hasOther, second)} resumed";
        }

        return null;
    }

    private static string Text(bool isThere, double value) => isThere ? FormattableString.Invariant($"{value:R}") : "missing";

    private static Dictionary<(long Step, string Metric), double> ByPlace(IReadOnlyList<MetricPoint> points)
    {
        var values = new Dictionary<(long, string), double>();
        foreach (var point in points) { values[(point.Step, point.Metric)] = point.Value; }
        return values;
    }

    private sealed record Part(List<MetricPoint> Points, long Step, long? Saved, string? Hash);
}

/// <summary>What a <see cref="ResumeCheck"/> found.</summary>
/// <param name="Checkpoint">The step of the checkpoint.</param>
/// <param name="End">The step to which it trained.</param>
/// <param name="Values">How many values were compared.</param>
/// <param name="Difference">The first value that differs; null if all are equal.</param>
/// <param name="SameState">Whether the state hash is the same; null if the trainable has none.</param>
internal sealed record ResumeFinding(long Checkpoint, long End, int Values, string? Difference, bool? SameState)
{
    /// <summary>Whether the trainable resumes exactly, as far as can be seen.</summary>
    public bool IsExact => Difference is null && SameState is not false;
}
