using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Grids;

/// <summary>How claims are written, and what they mean.</summary>
public sealed class ClaimReaderTests
{
    [Fact]
    public void Parse_AClaimWithEverything_MeansWhatItSays()
    {
        var claim = Read("says: wide is good, metric: train/loss, at: mean, from: last epoch, of: { hidden_size: 96 }, "
            + "below: { hidden_size: 64, cell: [gru, lstm] }, by: 0.25, take: highest");

        Assert.Equal("wide is good", claim.Says);
        Assert.Equal(new("train/loss", null, ClaimPoint.Mean, null, ClaimMoment.LastLevel), claim.Measure);
        Assert.Equal("hidden_size 96", claim.Of.Describe());
        Assert.Equal("hidden_size 64, cell gru or lstm", claim.Other!.Describe());
        Assert.Equal((ClaimRelation.Below, 0.25, false, ClaimTake.Highest), (claim.Relation, claim.Margin, claim.IsRatio, claim.Take));
    }

    [Fact]
    public void Parse_TheShortestClaim_IsAboutTheObjectiveOfAllTrialsAtTheEnd()
    {
        var claim = Read("says: it learns, below: 500");

        Assert.Equal(new("val/loss", null, ClaimPoint.Last), claim.Measure);
        Assert.Equal(
            (ClaimRelation.Below, 500, 0, false, ClaimTake.Mean), (claim.Relation, claim.Number, claim.Margin, claim.IsRatio, claim.Take));
        Assert.Empty(claim.Of.Terms);
        Assert.Null(claim.Other);
    }

    [Theory]
    [InlineData(
        "histogram: outputs/rnn, beyond: 0.9, at: epoch 1, above: 0.5, times: 2", "share of outputs/rnn beyond ±0.9 at epoch 1", true)]
    [InlineData("metric: train/loss, at: highest, from: epoch 2, like: 3, within: 1", "highest train/loss from epoch 2 on", false)]
    [InlineData("at: lowest, from: step 500, above: 3", "lowest val/loss from step 500 on", false)]
    [InlineData("metric: text/longest_repeat, at: step 20, above: -3.5e1", "text/longest_repeat at step 20", false)]
    [InlineData("metric: eval/analogy, at: mean, above: 3", "mean eval/analogy", false)]
    public void Parse_Measures_AreReadAsWritten(string rest, string expected, bool isRatio)
    {
        var claim = Read("says: a, " + rest);

        Assert.Equal(expected, claim.Measure.Describe("epoch"));
        Assert.Equal(isRatio, claim.IsRatio);
    }

    [Fact]
    public void Parse_AValueThatAnOverrideTookAway_IsNoErrorAndTheClaimIsAboutNothing()
    {
        var spec = LanguageGrid.Parse(
            GridSamples.ClaimsHead + "  - { says: a, of: { hidden_size: 96 }, below: { hidden_size: 64 } }",
            GridSamples.File,
            ["grid.hidden_size=[64]", "trial.epochs=1"]);

        Assert.Equal((false, true), (spec.Claims[0].Of.IsIn(spec), spec.Claims[0].Other!.IsIn(spec)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("claims:\n")]
    [InlineData("claims: []\n")]
    public void Parse_WithoutClaims_HasNoneAndIsTheSame(string claims) =>
        Assert.Equal(
            new SweepSpec("x", "sample", Language.Objective, [], new LanguageModelParameters(), [], LanguageModelParameters.Schema),
            LanguageGrid.Parse(GridSamples.Head + claims, GridSamples.File) with { Seeds = [], Axes = [] });

    [Fact]
    public void Load_EveryGridOfTheStudy_HasClaimsThatItsTrialsCanTell()
    {
        string[] names =
        [
            "basic-cell", "best-model", "cell", "cell-learning-rate", "clipping", "layer-sizes",
            "learning-rate", "optimizer", "sequence-length", "word-vectors",
        ];
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder!.FullName, "grids"))) { folder = folder.Parent; }

        foreach (var spec in names.Select(name => LanguageGrid.Load(
            Path.Combine(folder.FullName, "grids", name + ".yaml"), ["trial.epochs=2", "corpus=sample"])))
        {
            Assert.NotEmpty(spec.Claims);
            Assert.All(spec.Claims, claim => Assert.Null(claim.Obstacle(spec)));
        }
    }

    private static Claim Read(string claim) =>
        Assert.Single(LanguageGrid.Parse($"{GridSamples.ClaimsHead}  - {{ {claim} }}", GridSamples.File).Claims);
}
