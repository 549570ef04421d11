using Sweep.Model.Configuration;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>Draws the initial values of the weights from the trial's own random stream, in a fixed order.</summary>
internal sealed class InitialValues(InitializationKind kind, SeededRandom random, ScalarType type = ScalarType.Float32)
{
    /// <summary>The number format of all weights.</summary>
    public ScalarType Type => type;

    /// <summary>Creates the embedding: uniform ±0.01 (study) or ±0.1 (scaled).</summary>
    public Tensor Embedding(int rows, int columns)
    {
        var half = kind is InitializationKind.Study ? 0.01 : 0.1;
        return Draw([rows, columns], () => (2 * random.NextDouble() - 1) * half);
    }

    /// <summary>
    /// Creates a matrix: truncated normal, standard deviation sqrt(1.3 · 0.01 / fan-in) (study) or sqrt(1 / fan-in) (scaled).
    /// </summary>
    /// <param name="fanIn">The number of rows of the matrix as the study stored it.</param>
    /// <param name="shape">The shape of the matrix here.</param>
    public Tensor Matrix(int fanIn, params long[] shape) =>
        TruncatedNormal(Math.Sqrt((kind is InitializationKind.Study ? 1.3 * 0.01 : 1.0) / fanIn), shape);

    /// <summary>Creates the output weights (V × H): like a matrix of fan-in V (study), or truncated normal 0.05 (scaled).</summary>
    public Tensor OutputWeights(int vocabulary, int hidden) =>
        kind is InitializationKind.Study ? Matrix(vocabulary, vocabulary, hidden) : TruncatedNormal(0.05, vocabulary, hidden);

    /// <summary>Creates the output bias (V): zero (study), or the unigram model's log frequencies (scaled).</summary>
    public Tensor OutputBias(ReadOnlySpan<double> logFrequencies) =>
        kind is InitializationKind.Study ? zeros(logFrequencies.Length, type) : tensor(logFrequencies.ToArray(), type);

    /// <summary>Creates a bias that is 1 in the range <paramref name="ones"/> and 0 in the rest.</summary>
    public Tensor Bias(int size, Range ones)
    {
        var (offset, length) = ones.GetOffsetAndLength(size);
        var bias = zeros(size, type);
        bias.narrow(0, offset, length).fill_(Scalars.One);
        return bias;
    }

    private Tensor TruncatedNormal(double deviation, params long[] shape) => Draw(shape, () => random.NextTruncatedNormal() * deviation);

    private Tensor Draw(long[] shape, Func<double> next)
    {
        var values = new double[shape.Aggregate(1L, (product, size) => product * size)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = next();
        }

        return tensor(values, shape, type);
    }
}
