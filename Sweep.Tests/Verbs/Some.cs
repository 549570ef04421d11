using System.Collections.Immutable;
using Sweep.Client.Backends;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Backends;

namespace Sweep.Tests.Verbs;

/// <summary>Sweeps and trials of which a test names only what it is about.</summary>
internal static class Some
{
    public static readonly Guid SweepId = Guid.ParseExact("0190aa00000070008000000000000001", "n");

    public static readonly Guid LaterId = Guid.ParseExact("0190aa00000070008000000000000002", "n");

    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static SweepSpec Spec(string name = "sizes", int[]? seeds = null) => new(
        name, "sample", Language.Objective, [.. seeds ?? [1]], new LanguageModelParameters { Epochs = 10 },
        [new GridAxis("rnn_size", ["8", "16"])], LanguageModelParameters.Schema);

    public static SweepSummary Sweep(SweepStatus status = SweepStatus.Running, params IEnumerable<TrialSummary> trials) => new(
        SweepId, "sizes", "sizes", status, Spec(), trials.CountBy(trial => trial.Status).ToImmutableSortedDictionary(), Noon, null);

    /// <summary>A second sweep of the same name, which the name means from then on.</summary>
    public static SweepSummary Later() => Sweep(SweepStatus.Completed) with { Id = LaterId, Folder = "sizes-2" };

    public static TrialSummary Trial(int number, TrialStatus status = TrialStatus.Running) => new(
        new(SweepId, number), status, new LanguageModelParameters { RnnSize = 8 * number, Epochs = 10 }, 1,
        status is TrialStatus.Pending ? 0 : 1,
        null, null, ImmutableSortedDictionary<string, double>.Empty, 0, 0, 0, null, null, null, null, null, null);

    public static TrialSummary At(this TrialSummary trial, long step, long totalSteps, double rate) => trial with
    {
        Step = step,
        TotalSteps = totalSteps,
        Latest = trial.Latest.SetItem("perf/steps_per_second", rate),
    };

    public static TrialSummary WithLatest(this TrialSummary trial, string metric, double value) =>
        trial with { Latest = trial.Latest.SetItem(metric, value) };

    public static TrialSummary WithBest(this TrialSummary trial, double loss, long step) => trial with
    {
        Best = new("val/loss", step, loss),
        Last = new("val/loss", step + 10, loss + 0.5),
        Step = step + 10,
        TotalSteps = step + 10,
        Seconds = 12.5,
        Checkpoint = new(step + 10, "sizes/1", 100),
        BestCheckpoint = new(step, "sizes/1", 100),
    };

    /// <summary>50 steps a second in each slot, where a plain loop makes 25 and the library's layer alone 80.</summary>
    public static TrainingBenchmark Benchmark(string cell, int slots) => new(cell, slots, new(50 * slots, 40 * slots, 60.5 * slots))
    {
        WordsPerSecond = 1_600 * slots,
        StepGigaOperations = 0.5,
        PeakGigaOperationsPerSecond = 100 * slots,
        Shares = new(0.05, 0.3, 0.125, 0.375, 0.1, 0.01, 0.04),
        PlainStepsPerSecond = slots == 1 ? new(25, 24, 26) : null,
        LibraryPerSecond = slots == 1 ? new(80, 78, 81) : null,
        RatioToOneSlot = slots,
    };

    /// <summary>A trial that completed and one that diverged, with their metrics.</summary>
    public static void Fill(FakeSource source)
    {
        source.Trials.Add(Trial(1, TrialStatus.Completed).WithBest(5.25, 90) with { WeightsHash = "ab12" });
        source.Trials.Add(Trial(2, TrialStatus.Diverged) with { Reason = "loss is NaN", Last = new("val/loss", 4, double.NaN) });
        source.Log.AddRange(
        [
            (1, new("val/loss", 90, 5.25)),
            (1, new("train/loss", 90, 6)),
            (1, new("val/loss", 100, 5.75)),
            (2, new("val/loss", 4, double.NaN)),
        ]);
    }
}
