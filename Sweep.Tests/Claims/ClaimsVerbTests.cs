using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Claims;

public sealed class ClaimsVerbTests : IDisposable
{
    /// <summary>The answer of <c>claims --json</c> for one claim.</summary>
    private const string OneInJson =
        """
        [
          {
            "says": "small is worse",
            "verdict": "confirmed",
            "reason": "val/loss at the end: rnn_size 8 5; rnn_size 16 4 (one seed: no spread known); difference 1, claimed: above 0",
            "groups": [
              {
                "label": "rnn_size 8",
                "mean": 5,
                "spread": null,
                "seeds": [
                  {
                    "seed": 1,
                    "value": 5
                  }
                ]
              },
              {
                "label": "rnn_size 16",
                "mean": 4,
                "spread": null,
                "seeds": [
                  {
                    "seed": 1,
                    "value": 4
                  }
                ]
              }
            ]
          }
        ]

        """;

    private readonly ClientRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Claims_OfAGridFile_AreJudgedByTheSweepsTrials()
    {
        Fill();
        _rig.Grid = Some.Spec() with { Claims = [Above(8, "small is worse"), Above(16, "large is worse")] };

        Assert.Equal(0, await _rig.RunAsync("claims", "sizes", "--claims", "g.yaml"));

        var lines = _rig.Out.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Contains(
            lines,
            line => line.StartsWith("confirmed", StringComparison.Ordinal) && line.EndsWith("small is worse", StringComparison.Ordinal));
        Assert.Contains(
            lines,
            line => line.StartsWith("refuted", StringComparison.Ordinal) && line.EndsWith("large is worse", StringComparison.Ordinal));
        Assert.Contains(
            "val/loss at the end: rnn_size 8 5; rnn_size 16 4 (one seed: no spread known); difference 1, claimed: above 0",
            _rig.Out,
            StringComparison.Ordinal);
        Assert.Empty(_rig.Error);

        // It trains nothing, so the sweep may be one of any size.
        Assert.Equal(int.MaxValue, _rig.MostTrials);
    }

    [Fact]
    public async Task Claims_WithJsonOfATrialThatDiverged_TellsInfiniteFromMissing()
    {
        _rig.Source.Trials.AddRange([Some.Trial(1, TrialStatus.Diverged), Some.Trial(2, TrialStatus.Pending)]);
        _rig.Grid = Some.Spec() with { Claims = [Above(8, "small is worse")] };

        Assert.Equal(0, await _rig.RunAsync("claims", "sizes", "--claims", "g.yaml", "--json"));
        using var json = System.Text.Json.JsonDocument.Parse(_rig.Out);
        var groups = json.RootElement[0].GetProperty("groups");
        Assert.Equal("Infinity", groups[0].GetProperty("mean").GetString());
        Assert.Equal("Infinity", groups[0].GetProperty("seeds")[0].GetProperty("value").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, groups[1].GetProperty("mean").ValueKind);
    }

    [Fact]
    public async Task Claims_WithJson_PrintsVerdictsReasonsAndValues()
    {
        Fill();
        _rig.Grid = Some.Spec() with { Claims = [Above(8, "small is worse")] };

        Assert.Equal(0, await _rig.RunAsync("claims", "sizes", "--claims", "g.yaml", "--json"));
        Assert.Equal(
            OneInJson,
            _rig.Out);
    }

    [Fact]
    public async Task Claims_OfASweepWithoutAFinishedTrial_AreUndecidedInClearWords()
    {
        _rig.Source.Trials.AddRange([Some.Trial(1), Some.Trial(2, TrialStatus.Pending)]);
        _rig.Grid = Some.Spec() with { Claims = [Above(8, "small is worse")] };

        Assert.Equal(0, await _rig.RunAsync("claims", "sizes", "--claims", "g.yaml"));
        Assert.Contains("undecided", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("trial 1 is running; trial 2 is pending", _rig.Out, StringComparison.Ordinal);
        Assert.Equal("note: sizes has no finished trial yet.\n", _rig.Error);
    }

    [Fact]
    public async Task Claims_OfASweepThatHasNone_SaysHowToJudgeSome()
    {
        Fill();

        Assert.Equal(0, await _rig.RunAsync("claims", "sizes"));
        Assert.Empty(_rig.Out);
        Assert.Equal("sizes was submitted without claims; --claims GRID judges those of a grid file.\n", _rig.Error);
    }

    [Fact]
    public async Task Validate_AClaimAboutTrialsThatWereTakenAway_SaysThatItStaysUndecided()
    {
        _rig.Grid = Some.Spec() with { Claims = [Above(8, "small is worse"), Above(8, "b") with { Other = Group(32) }] };

        Assert.Equal(0, await _rig.RunAsync("validate", "g.yaml"));
        Assert.Equal("note: the claim \"b\" will stay undecided: no trial of this grid has rnn_size 32.\n", _rig.Error);
    }

    [Fact]
    public async Task Validate_ClaimsThatNothingCanTell_SaysOfEachWhy()
    {
        var number = Above(8, "a number") with { Of = new([]), Other = null };
        _rig.Grid = Some.Spec() with
        {
            Trial = new LanguageModelParameters { ValidationFraction = 0, Model = "window" },
            Axes = [],
            Claims =
            [
                Above(8, "all against all") with { Of = Group(192), Other = new([new("cell", ["lstm"])]) },
                number with { Says = "held out" },
                number with { Says = "text", Measure = new("text/distinct_2", null, ClaimPoint.Last) },
                number with { Says = "good", Measure = new("train/loss", null, ClaimPoint.Last) },
            ],
        };

        Assert.Equal(0, await _rig.RunAsync("validate", "g.yaml"));
        Assert.Equal(
            "note: the claim \"all against all\" will stay undecided: every trial has rnn_size 192: nothing to compare with.\n"
            + "note: the claim \"held out\" will stay undecided: no trial of this grid has val/loss, since a validation_fraction of 0 "
            + "holds no text out for it.\n"
            + "note: the claim \"text\" will stay undecided: no trial of this grid has text/distinct_2, since model window "
            + "writes no text.\n",
            _rig.Error);
    }

    private void Fill()
    {
        _rig.Source.Trials.AddRange([Some.Trial(1, TrialStatus.Completed), Some.Trial(2, TrialStatus.Completed)]);
        _rig.Source.Log.AddRange([
            (1, new("val/loss", 10, 9)), (1, new("val/loss", 20, 5)), (2, new("val/loss", 20, 4)),
            (1, new("epoch", 20, 1)), (2, new("epoch", 20, 1)),
        ]);
    }

    /// <summary>That one size's loss lies above the other's.</summary>
    private static Claim Above(int size, string says) => new(
        says, new("val/loss", null, ClaimPoint.Last), Group(size), ClaimRelation.Above, Group(24 - size), 0, 0, false, ClaimTake.Mean);

    private static ClaimGroup Group(int size) => new([new("rnn_size", [size.ToString(System.Globalization.CultureInfo.InvariantCulture)])]);
}
