using Sweep.Model.Configuration;
using Sweep.Model.Data;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>Compares the products of a training step in another format with float32's, on numbers that belong to no trial.</summary>
internal static class ProductsComparison
{
    // Its tables are no part of the products; a small vocabulary costs little.
    private const int Vocabulary = 256;

    /// <summary>A configuration with all that its products depend on; what they do not depend on is the same in all.</summary>
    public static TrainingOptions ShapeOf(TrainingOptions options) => options with
    {
        Seed = 0,
        Initialization = InitializationKind.Scaled,
        Optimizer = OptimizerKind.Momentum,
        LearningRate = 0,
        Momentum = 0,
        ClipNorm = null,
        NegativeSamples = 1,
        Epochs = 1,
        VocabularySize = Vocabulary,
        ValidationFraction = 0,
        SummaryInterval = 1,
        MaxHistograms = 0,
    };

    /// <summary>The largest error in one step, forward and backward, as a share of what rounding explains: up to 1 it is right.</summary>
    public static double Excess(TrainingOptions shape, Products products)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var compared = new ComparedProducts(products);
        using var network = new RecurrentNetwork(shape, new double[Vocabulary], products: compared);
        var random = SeededRandom.For(0, "proof of products");
        var targets = shape.BatchSize * WindowLayout.Of(shape).Targets.Count;
        using var words = new StepWordsFactory(Vocabulary, shape.SequenceLength, shape.BatchSize, targets, shape.NegativeSamples);
        foreach (ref var word in words.Inputs) { word = random.NextInt(Vocabulary); }
        foreach (ref var word in words.Targets) { word = random.NextInt(Vocabulary); }
        network.LossAndGradients(words.Create(random, ScalarType.Float32));
        return compared.Excess;
    }

    /// <summary>For a warning.</summary>
    public static string Text(TrainingOptions shape) => FormattableString.Invariant(
        $"embedding_size {shape.EmbeddingSize}, rnn_size {shape.RnnSize}, hidden_size {shape.HiddenSize}, ")
        + FormattableString.Invariant($"sequence_length {shape.SequenceLength} and batch_size {shape.BatchSize}");
}
