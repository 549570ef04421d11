using System.Numerics.Tensors;

namespace Sweep.Model.Vectors;

/// <summary>The vectors of the most common words, copied from the network at one moment.</summary>
/// <param name="Words">The words, most common first; at most <see cref="Most"/>.</param>
/// <param name="Input">Rows of the embedding, one per word.</param>
/// <param name="Output">Rows of the output weights, one per word.</param>
public sealed record WordVectors(IReadOnlyList<string> Words, VectorTable Input, VectorTable Output)
{
    /// <summary>The largest number of words that are shown, which is the study's.</summary>
    public const int Most = 2048;

    /// <summary>Optimizer updates that the network had made at that moment; 0 if that is not known.</summary>
    public long Step { get; init; }

    /// <summary>Whether no number is NaN or infinite.</summary>
    public bool AreFinite => TensorPrimitives.IsFiniteAll<float>(Input.Values) && TensorPrimitives.IsFiniteAll<float>(Output.Values);
}

/// <summary>Vectors of the same width, one after the other.</summary>
public sealed record VectorTable(float[] Values, int Width)
{
    /// <summary>Returns one vector.</summary>
    internal ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Width, Width);

    /// <summary>Returns b − a + c.</summary>
    internal float[] Offset(int a, int b, int c)
    {
        var place = new float[Width];
        TensorPrimitives.Subtract(Row(b), Row(a), place);
        TensorPrimitives.Add(place, Row(c), place);
        return place;
    }
}
