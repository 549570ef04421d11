using Sweep.Model.Networks;

namespace Sweep.Tests.Networks;

/// <summary>Weights by name as plain numbers, from a network or from a file.</summary>
internal sealed class PlainWeights(IReadOnlyDictionary<string, (long[] Shape, double[] Numbers)> weights)
{
    public static PlainWeights Of(IEnumerable<Parameter> parameters) =>
        new(parameters.ToDictionary(
            parameter => parameter.Name, parameter => (parameter.Value.shape, FiniteDifferences.Numbers(parameter.Value))));

    public double[] Vector(string name) => weights[name].Numbers;

    /// <summary>Row i of a table.</summary>
    public double[] Row(string name, int i)
    {
        var width = (int)weights[name].Shape[1];
        return weights[name].Numbers[(i * width)..((i + 1) * width)];
    }

    /// <summary>Computes Σ x[i] · weight[i, j] for each j. A matrix that is not square may be stored transposed.</summary>
    public double[] Product(string name, double[] x)
    {
        var (shape, numbers) = weights[name];
        var inputsFirst = shape[0] == x.Length;
        var outputs = (int)(inputsFirst ? shape[1] : shape[0]);
        var (row, column) = inputsFirst ? (outputs, 1) : (1, x.Length);
        return [.. Enumerable.Range(0, outputs).Select(j => x.Select((value, i) => value * numbers[(i * row) + (j * column)]).Sum())];
    }
}
