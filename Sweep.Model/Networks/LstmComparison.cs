using Sweep.Model.Configuration;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>The widths of an LSTM layer over a window.</summary>
internal readonly record struct LstmShape(int Embedding, int Size, int Length, int Batch)
{
    public static LstmShape Of(TrainingOptions options) =>
        new(options.EmbeddingSize, options.RnnSize, options.SequenceLength, options.BatchSize);

    public override string ToString() =>
        FormattableString.Invariant($"embedding_size {Embedding}, rnn_size {Size}, sequence_length {Length} and batch_size {Batch}");
}

/// <summary>Compares another LSTM with our own, forward and backward, on numbers that belong to no trial.</summary>
internal static class LstmComparison
{
    /// <summary>
    /// The largest difference that is right. Two orders of the same sums differ by about 1e-6; a kernel that was wrong differed by 0.1 and
    /// more.
    /// </summary>
    public const double Tolerance = 1e-4;

    /// <summary>
    /// The largest difference between their outputs, which lie within ±1, and between their gradients. If a gradient has numbers above 1,
    /// it is a share of the largest of them.
    /// </summary>
    public static double Difference(LstmShape shape, LstmFactory create)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        using var own = new LstmCell(shape.Embedding, shape.Size, Values());
        using var other = create(shape.Embedding, shape.Size, Values());

        // Math.Max keeps NaN; LINQ's Max would lose it.
        return Run(own, shape).Zip(Run(other, shape)).Select(pair => Difference(pair.First, pair.Second)).Aggregate(Math.Max);
    }

    private static InitialValues Values() => new(InitializationKind.Scaled, Random("weights"));

    private static SeededRandom Random(string purpose) => SeededRandom.For(0, $"proof of {purpose}");

    /// <summary>Outputs, and gradients by the words and by each weight.</summary>
    private static Tensor[] Run(RecurrentCell cell, LstmShape shape)
    {
        // As in a text, half of the words occurred before in the window.
        var words = ((shape.Length * shape.Batch) + 1) / 2;
        var positions = tensor(Enumerable.Range(0, shape.Length * shape.Batch).Select(i => (long)(i % words)).ToArray());
        var outputs = cell.Forward(Numbers("words", words, shape.Embedding), positions, shape.Length, keep: true).clone();
        var (rows, weights) = cell.Backward(Numbers("gradients", shape.Length, shape.Batch, shape.Size));
        return [outputs, rows, .. weights.Select(gradient => gradient.Value)];
    }

    private static double Difference(Tensor own, Tensor other)
    {
        var expected = TensorSpan.Of<float>(own.contiguous());
        var found = TensorSpan.Of<float>(other.contiguous());
        var (largest, difference) = (1.0, 0.0);
        for (var i = 0; i < expected.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(expected[i]));
            difference = Math.Max(difference, Math.Abs((double)expected[i] - found[i]));
        }

        return difference / largest;
    }

    /// <summary>Uniform in ±1.</summary>
    private static Tensor Numbers(string purpose, params long[] shape)
    {
        var random = Random(purpose);
        var numbers = new float[shape.Aggregate(1L, (product, size) => product * size)];
        for (var i = 0; i < numbers.Length; i++) { numbers[i] = (float)((2 * random.NextDouble()) - 1); }
        return tensor(numbers, shape);
    }
}
