using System.Collections.Immutable;
using Sweep.Grains.Search;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Verbs;

/// <summary>A search of the language model with an axis of every kind, and trials that it might have.</summary>
internal static class SearchSome
{
    public static SearchSpec Search { get; } = new([
        new("learning_rate") { From = "0.01", To = "1", IsLog = true },
        new("rnn_size") { From = "16", To = "64", Step = "16" },
        new("optimizer") { Values = ["momentum", "adam"] },
        new("momentum") { From = "0", To = "0.95", WhenName = "optimizer", WhenValues = ["momentum"] },
    ])
    {
        Trials = 64,
    };

    public static SweepSpec Spec(params int[] seeds) => Some.Spec(seeds: seeds is [] ? [1] : seeds) with { Axes = [], Search = Search };

    public static SweepSummary Sweep(SweepStatus status, params IEnumerable<TrialSummary> trials) =>
        Some.Sweep(status, trials) with { Spec = Spec() };

    /// <summary>A trial of a cell, which reached a value; NaN diverged.</summary>
    public static TrialSummary Trial(int number, double value, double rate, string optimizer = "adam", double momentum = 0.9)
    {
        var status = double.IsNaN(value) ? TrialStatus.Diverged : TrialStatus.Completed;
        var trial = Some.Trial(number, status);
        return trial with
        {
            Hyperparameters = trial.Hyperparameters.With("learning_rate", rate).With("rnn_size", 32L).With("optimizer", optimizer)
                .With("momentum", momentum),
            Best = status is TrialStatus.Completed ? new("val/loss", 90, value) : null,
            Step = 100,
            Seconds = 12.5,
            FinishedAt = Some.Noon.AddMinutes(number),
        };
    }

    public static SearchDecision Propose(int number, int trial, string cell, ProposalReason reason) =>
        new(number, DecisionKind.Propose, trial, cell, ReasonJson.Write(reason), Some.Noon);

    public static SearchDecision End(int number, EndReason reason) =>
        new(number, DecisionKind.End, null, null, ReasonJson.Write(reason), Some.Noon);

    public static ImprovementReason Improvement { get; } = new(
        Results: 16, Running: 2, Diverged: 1, LogImprovement: Math.Log(0.31), Best: -1.25, Mean: -1.5, Deviation: 0.2, IsLog: true,
        Candidates: 700, RunnerUp: Math.Log(0.29),
        new Dictionary<string, double> { ["learning_rate"] = 7.1, ["rnn_size"] = 2.8, ["optimizer"] = 0.1, ["momentum"] = 0 }
            .ToImmutableSortedDictionary());
}
