using System.Diagnostics;
using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Model.Training;
using Sweep.Silo.Slots;

namespace Sweep.Silo.Workbench;

/// <summary>
/// Measures what histograms cost. On every thread it runs two trainings that differ only in histograms, in rounds of one summary interval
/// each, so that every round has its histograms once. Within a round the two take turns of a few steps. For each turn the median over the
/// rounds counts, so that a noisy machine affects both alike.
/// </summary>
internal sealed class HistogramBench(TrainingData data, TrainingOptions options)
{
    private const int LeastRounds = 5;
    private const int StepsInTurn = 10;

    private readonly TrainingOptions _without = options with { MaxHistograms = 0 };
    private readonly TrainingOptions _with = options with { MaxHistograms = int.MaxValue };

    /// <param name="StepsPerSecond">Speed with histograms, summed over all threads.</param>
    /// <param name="RatioToWithout">Speed with histograms divided by speed without them.</param>
    public readonly record struct Result(double StepsPerSecond, double RatioToWithout);

    /// <param name="steps">Steps to time for each training, rounded up to whole rounds, at least five.</param>
    public async Task<Result> MeasureAsync(SlotThread[] threads, long steps, CancellationToken cancellationToken)
    {
        var rounds = (int)Math.Clamp((steps + options.SummaryInterval - 1) / options.SummaryInterval, LeastRounds, int.MaxValue);
        var seconds = new (double Without, double With)[threads.Length];
        using var start = new Barrier(threads.Length);
        await BenchThreads.TogetherAsync(threads, (i, stop) => seconds[i] = Measure(rounds, start, stop), cancellationToken);
        return new(
            seconds.Sum(thread => options.SummaryInterval / thread.With),
            seconds.Sum(thread => thread.Without) / seconds.Sum(thread => thread.With));
    }

    /// <returns>The seconds of a round.</returns>
    private (double Without, double With) Measure(int rounds, Barrier start, CancellationToken stop)
    {
        using var without = new Trainer(data, _without, TimeProvider.System);
        using var with = new Trainer(data, _with, TimeProvider.System);
        Round(without, with, stop);
        start.SignalAndWait(stop);
        var measured = Enumerable.Range(0, rounds).Select(_ => Round(without, with, stop)).ToList();
        return Typical(measured);
    }

    /// <summary>The seconds of a round in which every turn takes that turn's median time.</summary>
    /// <param name="rounds">For each round the seconds of its turns; every round has the same number of turns.</param>
    internal static (double Without, double With) Typical(IReadOnlyList<IReadOnlyList<(double Without, double With)>> rounds) =>
        (Typical(rounds, turn => turn.Without), Typical(rounds, turn => turn.With));

    private static double Typical(
        IReadOnlyList<IReadOnlyList<(double Without, double With)>> rounds, Func<(double Without, double With), double> of) =>
        Enumerable.Range(0, rounds[0].Count).Sum(turn => TrainingBench.Median([.. rounds.Select(round => of(round[turn]))]));

    private List<(double Without, double With)> Round(Trainer without, Trainer with, CancellationToken stop)
    {
        var turns = new List<(double, double)>();
        for (var made = 0; made < options.SummaryInterval; made += StepsInTurn)
        {
            var steps = Math.Min(StepsInTurn, options.SummaryInterval - made);
            turns.Add((Turn(without, steps, stop), Turn(with, steps, stop)));
        }

        return turns;
    }

    private static double Turn(Trainer trainer, int steps, CancellationToken stop)
    {
        var (begun, validated) = (Stopwatch.GetTimestamp(), trainer.ValidationTime);
        for (var i = 0; i < steps; i++)
        {
            stop.ThrowIfCancellationRequested();
            trainer.Advance();
        }

        // An epoch's end is not part of its last step.
        return (Stopwatch.GetElapsedTime(begun) - (trainer.ValidationTime - validated)).TotalSeconds;
    }
}
