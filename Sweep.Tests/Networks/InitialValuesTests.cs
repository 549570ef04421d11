using Sweep.Model.Configuration;
using Sweep.Model.Networks;
using Sweep.Tests.Training;
using static TorchSharp.torch;

namespace Sweep.Tests.Networks;

/// <summary>The initial values of whole networks, on which the study's curves depend.</summary>
public sealed class InitialValuesTests
{
    private const int Vocabulary = 400;

    // sqrt of 0.7737413, the variance of a normal that is cut at two standard deviations.
    private const double Cut = 0.879626;

    private static readonly double[] _logFrequencies = [.. Enumerable.Range(0, Vocabulary).Select(id => -id / 10.0)];

    [Theory]
    [InlineData(InitializationKind.Study, 0.01)]
    [InlineData(InitializationKind.Scaled, 0.1)]
    public void Embedding_AtTheStart_IsUniform(InitializationKind kind, double half)
    {
        var numbers = Start(Options(kind))["embedding"];

        Assert.All(numbers, number => Assert.InRange(number, -half, half));
        Assert.Equal(half / Math.Sqrt(3), Deviation(numbers), tolerance: half * 0.01);
    }

    [Theory]
    [InlineData(InitializationKind.Study, CellKind.Basic, 0.0130)]
    [InlineData(InitializationKind.Study, CellKind.Gru, 0.0130)]
    [InlineData(InitializationKind.Study, CellKind.Lstm, 0.0130)]
    [InlineData(InitializationKind.Scaled, CellKind.Basic, 1)]
    [InlineData(InitializationKind.Scaled, CellKind.Gru, 1)]
    [InlineData(InitializationKind.Scaled, CellKind.Lstm, 1)]
    public void Matrices_AtTheStart_AreNormalCutAtTwoDeviations(InitializationKind kind, CellKind cell, double variance)
    {
        var options = Options(kind) with { Cell = cell };
        var start = Start(options);

        var matrices = start.Where(pair => pair.Key.StartsWith("rnn/", StringComparison.Ordinal) && pair.Key != "rnn/bias");
        foreach (var (name, numbers) in matrices)
        {
            AssertCutNormal(name, numbers, Math.Sqrt(variance / (options.EmbeddingSize + options.RnnSize)));
        }

        AssertCutNormal("hidden/weights", start["hidden/weights"], Math.Sqrt(variance / options.RnnSize));
    }

    [Fact]
    public void Output_OfTheStudysScheme_IsTinyWithoutBias()
    {
        var start = Start(Options(InitializationKind.Study));

        AssertCutNormal("output/weights", start["output/weights"], Math.Sqrt(1.3 * 0.01 / Vocabulary));
        Assert.All(start["output/bias"], bias => Assert.Equal(0, bias));
    }

    [Fact]
    public void Output_OfTheScaledScheme_StartsAtTheUnigramModel()
    {
        var start = Start(Options(InitializationKind.Scaled));

        AssertCutNormal("output/weights", start["output/weights"], 0.05);
        Assert.Equal(_logFrequencies.Select(value => (double)(float)value), start["output/bias"]);
    }

    [Theory]
    [InlineData(CellKind.Basic)]
    [InlineData(CellKind.Gru)]
    [InlineData(CellKind.Lstm)]
    public void Biases_AtTheStart_AreOneForTheKeepingGates(CellKind cell)
    {
        var start = Start(Options(InitializationKind.Study) with { Cell = cell, RnnSize = 2 });

        // The GRU's reset and update gates come first, the LSTM's forget gate second.
        Assert.Equal(
            cell switch
            {
                CellKind.Basic => [0, 0],
                CellKind.Gru => [1, 1, 1, 1, 0, 0],
                _ => [0, 0, 1, 1, 0, 0, 0, 0],
            },
            start["rnn/bias"]);
        Assert.All(start["hidden/bias"], bias => Assert.Equal(0, bias));
    }

    [Fact]
    public void Start_OfASeed_IsAlwaysTheSame()
    {
        using var scope = new TorchScope();
        var options = Options(InitializationKind.Scaled);
        using var alone = new RecurrentNetwork(options, _logFrequencies);
        using var other = new RecurrentNetwork(options with { Seed = 2 }, _logFrequencies);
        _ = rand(1000);
        using var again = new RecurrentNetwork(options, _logFrequencies);

        Assert.Equal(WeightsHash.Of(alone), WeightsHash.Of(again));
        Assert.NotEqual(WeightsHash.Of(alone), WeightsHash.Of(other));
    }

    private static TrainingOptions Options(InitializationKind kind) =>
        Tiny.Options with { Initialization = kind, EmbeddingSize = 40, RnnSize = 60, HiddenSize = 80 };

    private static Dictionary<string, double[]> Start(TrainingOptions options)
    {
        using var scope = new TorchScope();
        using var network = new RecurrentNetwork(options, _logFrequencies);
        return network.Parameters.ToDictionary(
            parameter => parameter.Name, parameter => FiniteDifferences.Numbers(parameter.Value.detach().to(ScalarType.Float64)));
    }

    private static void AssertCutNormal(string name, double[] numbers, double deviation)
    {
        // Thousands of numbers: the deviation is known to about 1.5%, and the largest comes close to the cut.
        var (mean, largest) = (numbers.Average(), numbers.Max(Math.Abs));
        Assert.True(Math.Abs(mean) < 0.06 * deviation, $"{name}: mean {mean}");
        Assert.True(
            Math.Abs(Deviation(numbers) / (deviation * Cut) - 1) < 0.05, $"{name}: deviation {Deviation(numbers)}, not {deviation * Cut}");
        Assert.True(largest < 2.0001 * deviation && largest > 1.95 * deviation, $"{name}: largest {largest / deviation} deviations");
    }

    private static double Deviation(double[] numbers) => Math.Sqrt(numbers.Average(number => number * number));
}
