using Sweep.Grains.Search;
using Sweep.Grains.Search.Simulation;
using Sweep.Grains.Search.Stopping;

namespace Sweep.Tests.Search.Stopping;

/// <summary>What early stopping must keep and save, on real learning curves.</summary>
public sealed class StoppingBarsTests
{
    private const int Orders = 300;

    private static readonly CurveTable _curves = CurveTable.Read(Path.Combine(BenchFiles.Folder, "language_model_sample.tsv"));

    /// <summary>The usual rungs over the whole grid, with the guard and without it.</summary>
    [Theory]
    [InlineData(0.8, 0.66)]
    [InlineData(0, 0.55)]
    public void UsualRungs_OverTheWholeGrid_KeepTheBestAndSaveAThird(double guard, double share)
    {
        var (found, paid) = (0, 0.0);
        for (var seed = 1; seed <= Orders; seed++)
        {
            var result = Run(seed, new RandomSampler(), guard, new() { Trials = 45 });
            found += result.Finished.Count > 0 && result.Finished[^1].Equals(_curves.Optimum) ? 1 : 0;
            paid += result.Paid.Count / (45.0 * 27) / Orders;
        }

        Assert.True(found >= 0.95 * Orders, $"{found} of {Orders}");
        Assert.True(paid <= share, $"{paid}");
    }

    /// <summary>A third of the epochs of the whole grid, chosen by the default sampler and stopped early.</summary>
    [Fact, Trait("Category", "Slow")]
    public void Auto_WithAThirdOfTheEpochs_ComesCloseToTheBest()
    {
        const int Searches = 100;
        var excess = Enumerable.Range(1, Searches).Average(seed =>
        {
            var result = Run(seed, new AutoSampler(), 0.8, new() { Trials = 45, Resource = (long)(0.35 * 45 * 27) });
            return result.Paid[^1] / _curves.Optimum - 1;
        });

        Assert.True(excess <= 0.003, $"{excess}");
    }

    private static SimulationResult Run(int seed, ISampler sampler, double guard, SimulationOptions options) => StoppingSimulation.Run(
        _curves, new(sampler), seed, options, new(new Guard(guard)), new(RungLevels.Usual(27), 2));
}
