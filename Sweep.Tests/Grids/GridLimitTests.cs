using Sweep.Grains;

namespace Sweep.Tests.Grids;

public sealed class GridLimitTests
{
    private static readonly string _hundred = string.Join(", ", Enumerable.Range(1, 100));

    [Fact]
    public void Parse_MoreTrialsThanAllowed_IsRefusedWithTheProduct()
    {
        var yaml = GridSamples.Head + $"seeds: [1, 2]\ngrid: {{ rnn_size: [{_hundred}], hidden_size: [{_hundred}] }}";

        Assert.Equal(
            "grids/x.yaml:4:1: found 20,000 trials (seeds 2 × rnn_size 100 × hidden_size 100); "
                + "allowed: at most 10,000, or what --max-trials says",
            GridSamples.Error(yaml));
    }

    [Fact]
    public void Parse_MoreSeedsThanAllowed_IsRefusedWithoutAGrid()
    {
        var exception = Assert.Throws<SherlockException>(
            () => LanguageGrid.Parse(GridSamples.Head + "seeds: [1, 2, 3]", GridSamples.File, maxTrials: 2));

        Assert.Equal("grids/x.yaml:3:1: found 3 trials (seeds 3); allowed: at most 2, or what --max-trials says", exception.Message);
    }

    [Fact]
    public void Parse_MoreTrialsThanANumberHolds_IsRefusedWithTheTrueProduct()
    {
        string[] names =
        [
            "embedding_size", "rnn_size", "hidden_size", "sequence_length", "batch_size", "negative_samples", "epochs", "summary_interval",
        ];
        var axes = string.Join("\n", names.Concat(["learning_rate", "clip_norm"]).Select(name => $"  {name}: [{_hundred}]"));

        // 100 to the power of 10: more than 64 bits hold.
        Assert.StartsWith(
            "grids/x.yaml:3:1: found 100,000,000,000,000,000,000 trials (seeds 1 × embedding_size 100 × ",
            GridSamples.Error(GridSamples.Head + "grid:\n" + axes),
            StringComparison.Ordinal);
    }
}
