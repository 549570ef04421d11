namespace Sweep.Grains.Search.Gaussian;

/// <summary>The lower triangle of a symmetric or triangular matrix. Its rows lie one behind the other.</summary>
internal sealed class Triangle(int size)
{
    private readonly double[] _values = new double[size * (size + 1) / 2];

    public int Size => size;

    /// <summary>The first index + 1 numbers of a row; the last one is on the diagonal.</summary>
    public Span<double> Row(int index) => _values.AsSpan(index * (index + 1) / 2, index + 1);

    /// <summary>
    /// Replaces a symmetric matrix by L, its Cholesky factor: the matrix is L · Lᵀ. Returns false if the matrix is not positive definite;
    /// then its values are lost.
    /// </summary>
    public bool TryFactor()
    {
        const double smallest = 1e-14;
        for (var i = 0; i < size; i++)
        {
            var row = Row(i);
            for (var k = 0; k < i; k++)
            {
                var before = Row(k);
                row[k] = (row[k] - Vectors.Dot(row[..k], before[..k])) / before[k];
            }

            var pivot = row[i] - Vectors.Dot(row[..i], row[..i]);
            if (!(pivot > smallest))
            {
                return false;
            }

            row[i] = Math.Sqrt(pivot);
        }

        return true;
    }

    /// <summary>The inverse of a triangular matrix, which is triangular too.</summary>
    public Triangle Inverse()
    {
        var inverse = new Triangle(size);
        for (var i = 0; i < size; i++)
        {
            var row = Row(i);
            var result = inverse.Row(i);
            for (var k = 0; k < i; k++)
            {
                Vectors.AddScaled(result[..(k + 1)], -row[k], inverse.Row(k));
            }

            Scale(result[..i], 1 / row[i]);
            result[i] = 1 / row[i];
        }

        return inverse;
    }

    /// <summary>The lower triangle of Mᵀ · M for a triangular matrix M.</summary>
    public Triangle Square()
    {
        var square = new Triangle(size);
        for (var k = 0; k < size; k++)
        {
            var row = Row(k);
            for (var i = 0; i <= k; i++)
            {
                Vectors.AddScaled(square.Row(i), row[i], row[..(i + 1)]);
            }
        }

        return square;
    }

    /// <summary>M · v of a triangular matrix M.</summary>
    public double[] Times(ReadOnlySpan<double> vector)
    {
        var product = new double[size];
        for (var i = 0; i < size; i++)
        {
            product[i] = Vectors.Dot(Row(i), vector[..(i + 1)]);
        }

        return product;
    }

    /// <summary>Mᵀ · v of a triangular matrix M.</summary>
    public double[] TransposeTimes(ReadOnlySpan<double> vector)
    {
        var product = new double[size];
        for (var i = 0; i < size; i++)
        {
            Vectors.AddScaled(product.AsSpan(0, i + 1), vector[i], Row(i));
        }

        return product;
    }

    private static void Scale(Span<double> values, double factor)
    {
        foreach (ref var value in values)
        {
            value *= factor;
        }
    }
}
