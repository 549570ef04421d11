using System.Collections.Immutable;
using Sweep.Client.Claims;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Grids;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Claims;

/// <summary>Claims as a grid writes them, about trials that a test makes up.</summary>
internal static class ClaimRig
{
    /// <param name="claim">In YAML, on one line.</param>
    public static Claim Claim(string claim) => Assert.Single(LanguageGrid.Parse(
        $"name: x\ncorpus: sample\ngrid: {{ cell: [basic, gru, lstm], hidden_size: [64, 96] }}\nclaims: [{{ says: a, {claim} }}]",
        "x.yaml").Claims);

    public static TrialSummary Trial(
        int number, int seed = 1, int hidden = 64, string cell = "lstm", TrialStatus status = TrialStatus.Completed, long step = 100) =>
        Some.Trial(number, status) with
        {
            Seed = seed,
            Step = step,
            Hyperparameters = new LanguageModelParameters { HiddenSize = hidden, Cell = cell },
        };

    /// <summary>One lstm of hidden_size 96 and one of 64 for each seed, with these values.</summary>
    public static ClaimFinding Judge(string claim, double[] wide, double[] narrow) => Judge(
        claim,
        [
            .. wide.Select((value, index) => (Trial(index + 1, index + 1, 96), new Measured(value, null))),
            .. narrow.Select((value, index) => (Trial(wide.Length + index + 1, index + 1), new Measured(value, null))),
        ]);

    public static ClaimFinding Judge(string claim, params ImmutableArray<(TrialSummary Trial, Measured Value)> trials) => ClaimJudge.Judge(
        Claim(claim), LanguageModelParameters.Schema, [.. trials.Select(one => one.Trial)],
        trial => trials.Single(one => one.Trial.Id == trial.Id).Value);
}
