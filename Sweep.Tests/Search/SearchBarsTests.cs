using Sweep.Grains.Search;
using Sweep.Grains.Search.Simulation;

namespace Sweep.Tests.Search;

/// <summary>
/// What a search must find on functions and tables, as the mean of 30 seeds. The bars are what an implementation in C++ found, plus two
/// standard errors.
/// </summary>
[Trait("Category", "Slow")]
public sealed class SearchBarsTests
{
    public static TheoryData<string, double, double, double> Functions() => new()
    {
        // the bars of the Gaussian process, of it on eight slots, and of the Parzen estimator
        { "quad2", 2e-5, 3e-5, 0.072 },
        { "branin", 6e-5, 6e-5, 0.044 },
        { "hartmann6", 0.062, 0.15, 0.18 },
        { "sphere10", 0.005, 0.05, 6.9 },
        { "rosenbrock10", 135, 400, 1610 },
    };

    public static TheoryData<string, double, double> Tables() => new()
    {
        // the bars of the Gaussian process after 100 trials, and of the Parzen estimator after 200
        { "protein", 0.0004, 0 },
        { "naval", 6e-7, 2e-7 },
        { "parkinsons", 3.8e-4, 6.3e-4 },
        { "cifar10", 0.17, 0.048 },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void Search_OfAFunction_ReachesTheBars(string name, double gaussian, double onEightSlots, double parzen)
    {
        var task = TestFunction.All.Single(function => function.Name == name);
        var eight = new SimulationOptions { Slots = 8, UnitTime = SimulationOptions.Uneven };

        Assert.InRange(MeanRegret(task, () => new GaussianSampler(), seeds: 30, new()), -1e-5, gaussian);
        Assert.InRange(MeanRegret(task, () => new GaussianSampler(), seeds: 30, eight), -1e-5, onEightSlots);
        Assert.InRange(MeanRegret(task, () => new ParzenSampler(), seeds: 30, new()), -1e-5, parzen);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Search_OfATable_ReachesTheBars(string name, double gaussian, double parzen)
    {
        var task = Table(name);

        Assert.InRange(MeanRegret(task, () => new GaussianSampler(), seeds: 15, new()), 0, gaussian);
        Assert.InRange(MeanRegret(task, () => new ParzenSampler(), seeds: 30, new() { Trials = 200 }), 0, parzen);
    }

    [Theory]
    [InlineData("protein")]
    [InlineData("naval")]
    [InlineData("parkinsons")]
    [InlineData("cifar10")]
    public void Random_OverATable_HasTheExactExpectation(string name)
    {
        var task = Table(name);
        double[] regrets = [.. Enumerable.Range(1, 200).Select(seed => Regret(task, new RandomSampler(), seed, new()))];

        var mean = regrets.Average();
        var error = Math.Sqrt(regrets.Sum(regret => (regret - mean) * (regret - mean)) / 199 / 200);
        Assert.Equal(Expected(task, trials: 100), mean, 4 * error);
    }

    /// <summary>The expectation of the least of so many values, which are drawn from the table without repetition.</summary>
    private static double Expected(TableTask task, int trials)
    {
        double[] values = [.. task.Values.Select(value => double.IsNaN(value) ? double.PositiveInfinity : value).Order()];
        var (expected, none) = (0.0, 1.0);
        for (var i = 0; i <= values.Length - trials; i++)
        {
            // The chance that the i-th value is drawn if none before it was.
            var chance = (double)trials / (values.Length - i);
            expected += none * chance * values[i];
            none *= 1 - chance;
        }

        return expected - task.Optimum;
    }

    private static TableTask Table(string name) => name switch
    {
        "protein" => BenchmarkTables.Protein(BenchFiles.Folder),
        "naval" => BenchmarkTables.Naval(BenchFiles.Folder),
        "parkinsons" => BenchmarkTables.Parkinsons(BenchFiles.Folder),
        _ => BenchmarkTables.Cifar(BenchFiles.Folder),
    };

    private static double MeanRegret(ISimulatedTask task, Func<ISampler> create, int seeds, SimulationOptions options) =>
        Enumerable.Range(1, seeds).Average(seed => Regret(task, create(), seed, options));

    private static double Regret(ISimulatedTask task, ISampler sampler, int seed, SimulationOptions options)
    {
        var result = SearchSimulation.Run(task, new(sampler), seed, options);
        Assert.Equal(0, result.Duplicates);
        return result.Finished[^1] - task.Optimum;
    }
}
