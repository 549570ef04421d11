using System.Numerics.Tensors;

namespace Sweep.Model.Vectors;

/// <summary>The vectors of the most common words, as the network holds them at one moment.</summary>
/// <param name="Words">The words, most common first; at most <see cref="Most"/>.</param>
/// <param name="Input">Rows of the embedding, one a word.</param>
/// <param name="Output">Rows of the output weights, one a word.</param>
public sealed record WordVectors(IReadOnlyList<string> Words, VectorTable Input, VectorTable Output)
{
    /// <summary>Words that are shown: as many as the study showed.</summary>
    public const int Most = 2048;
}

/// <summary>Vectors of one width, one after the other.</summary>
public sealed record VectorTable(float[] Values, int Width)
{
    /// <summary>One vector.</summary>
    internal ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Width, Width);

    /// <summary>b − a + c.</summary>
    internal float[] Offset(int a, int b, int c)
    {
        var place = new float[Width];
        TensorPrimitives.Subtract(Row(b), Row(a), place);
        TensorPrimitives.Add(place, Row(c), place);
        return place;
    }
}
