using Sweep.Model;
using Sweep.Model.Configuration;
using Sweep.Model.Corpora;
using Sweep.Model.Data;

namespace Sweep.Tests.Training;

/// <summary>Configurations and texts that are small enough to train within milliseconds.</summary>
internal static class Tiny
{
    /// <summary>Points every 7 steps, which no epoch of these texts divides by.</summary>
    public static TrainingOptions Options { get; } = new()
    {
        Seed = 1,
        Initialization = InitializationKind.Scaled,
        Model = ModelKind.Rnn,
        Precision = PrecisionKind.Float32,
        Targets = TargetKind.Last,
        Cell = CellKind.Lstm,
        EmbeddingSize = 4,
        RnnSize = 5,
        HiddenSize = 6,
        SequenceLength = 3,
        BatchSize = 2,
        Optimizer = OptimizerKind.Momentum,
        LearningRate = 0.05,
        Momentum = 0.8,
        ClipNorm = null,
        NegativeSamples = 5,
        Epochs = 2,
        VocabularySize = 50_000,
        ValidationFraction = 0.2,
        SummaryInterval = 7,
        MaxHistograms = 0,
    };

    /// <summary>A text of 80 words with a fifth held out: 64 make 2 rows of 32 words, so an epoch has 32 − 3 − 1 = 28 steps.</summary>
    public static TrainingData Data(int seed = 1, int tokens = 80, int vocabulary = 17, double heldOut = 0.2)
    {
        var random = SeededRandom.For(seed, "tiny text");
        int[] ids = [.. Enumerable.Range(0, tokens).Select(i => i < vocabulary ? i : random.NextInt(vocabulary))];
        return new(Corpus(ids, vocabulary), 50_000, heldOut);
    }

    public static Corpus Corpus(int[] ids, int vocabulary) => new("tiny", 1, [.. ids], new(
        [.. Enumerable.Range(0, vocabulary).Select(id => $"w{id}")],
        [.. Enumerable.Range(0, vocabulary).Select(id => ids.Count(token => token == id))]));

    /// <summary>Uniform numbers in ±1.</summary>
    public static double[] Numbers(int seed, int count)
    {
        var random = SeededRandom.For(seed, "tiny numbers");
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    /// <summary>Every pair of a cell and an optimizer.</summary>
    public static TheoryData<CellKind, OptimizerKind> CellsAndOptimizers()
    {
        var data = new TheoryData<CellKind, OptimizerKind>();
        foreach (var cell in Enum.GetValues<CellKind>())
        {
            foreach (var optimizer in Enum.GetValues<OptimizerKind>())
            {
                data.Add(cell, optimizer);
            }
        }

        return data;
    }
}
