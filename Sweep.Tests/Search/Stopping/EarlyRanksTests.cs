using System.Collections.Immutable;
using Sweep.Grains.Search;
using Sweep.Grains.Search.Simulation;
using Sweep.Grains.Search.Stopping;

namespace Sweep.Tests.Search.Stopping;

/// <summary>Early ranks may lie: what the page on searches says of the learning curves of the language model.</summary>
public sealed class EarlyRanksTests
{
    private const int Epochs = 27;
    private const int Orders = 300;

    private static readonly CurveTable _curves = CurveTable.Read(BenchFiles.PathOf("language_model_sample.tsv"));
    private static readonly IReadOnlyList<double>[] _all = [.. _curves.Space.Cells().Select(_curves.Run)];

    [Theory]
    [InlineData(1, 0.32)]
    [InlineData(9, 0.73)]
    [InlineData(13, 0.82)]
    public void Ranks_AfterAnEpoch_AgreeWithTheEndSoFar(int epoch, double correlation) =>
        Assert.Equal(correlation, Correlation.OfRanks(At(epoch), At(Epochs)), 0.005);

    [Theory]
    [InlineData(1, 21)]
    [InlineData(9, 9)]
    [InlineData(13, 1)]
    public void Winner_AfterAnEpoch_HasARank(int epoch, int rank)
    {
        var winner = _all.Single(curve => curve[^1].Equals(_curves.Optimum));

        Assert.Equal((45, rank), (_all.Length, 1 + _all.Count(curve => curve[epoch - 1] < winner[epoch - 1])));
    }

    /// <summary>
    /// What rungs cost and find over the whole grid without the guard: the share of its epochs, and how far above the best they end.
    /// </summary>
    [Theory]
    [InlineData(3, new long[] { 1, 3, 9, 27 }, 0.135, 0.0107)]
    [InlineData(3, new long[] { 3, 9, 27 }, 0.297, 0.0070)]
    [InlineData(2, new long[] { 5, 14, 27 }, 0.52, 0)]
    public void Rungs_OverTheWholeGrid_CostAndFind(int factor, long[] rungs, double share, double excess)
    {
        var results = Enumerable.Range(1, Orders).Select(seed => StoppingSimulation.Run(
            _curves, new(new RandomSampler()), seed, new() { Trials = 45 }, new(new Guard(0)), new([.. rungs], factor))).ToList();

        var paid = results.Average(result => result.Paid.Count / (45.0 * Epochs));
        var above = results.Average(result => result.Finished[^1] / _curves.Optimum - 1);
        Assert.True(Math.Abs(paid - share) < 0.005 && Math.Abs(above - excess) < 0.0005, $"{paid}, {above}");
    }

    private static ImmutableArray<double> At(int epoch) => [.. _all.Select(curve => curve[epoch - 1])];
}
