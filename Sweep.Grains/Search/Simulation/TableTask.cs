using System.Globalization;
using System.IO.Compression;

namespace Sweep.Grains.Search.Simulation;

/// <summary>A table of the results of all cells of a space.</summary>
public sealed class TableTask : ISimulatedTask
{
    private readonly Dictionary<Cell, double> _values;

    internal TableTask(string name, SearchSpace space, Dictionary<Cell, double> values)
    {
        (Name, Space, _values) = (name, space, values);
        Optimum = values.Values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min();
    }

    public string Name { get; }

    public SearchSpace Space { get; }

    public double Optimum { get; }

    /// <summary>The values of all cells.</summary>
    public IReadOnlyCollection<double> Values => _values.Values;

    public IReadOnlyList<double> Run(Cell cell) => [_values.GetValueOrDefault(cell, double.NaN)];

    /// <summary>The expectation of the best of so many different cells, if all are equally probable. It is exact.</summary>
    public double ExpectedBest(int trials)
    {
        double[] values = [.. Values.Select(value => double.IsNaN(value) ? double.PositiveInfinity : value).Order()];
        var (expected, none) = (0.0, 1.0);
        for (var i = 0; i <= values.Length - trials && none > 0; i++)
        {
            // The chance that the i-th value is among them if none before it was.
            var chance = (double)trials / (values.Length - i);
            expected += none * chance * values[i];
            none *= 1 - chance;
        }

        return expected;
    }

    /// <summary>
    /// Reads a compressed file whose lines are a cell and its value. A cell is one digit for each hyperparameter of the space, which is the
    /// index of its value.
    /// </summary>
    /// <param name="maximize">Whether larger values are better. Then the task has their negatives.</param>
    public static TableTask Read(string name, string path, SearchSpace space, bool maximize = false)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var values = new Dictionary<Cell, double>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(' ') is [var digits, var number] && !line.StartsWith('#'))
            {
                var value = double.Parse(number, CultureInfo.InvariantCulture);
                values[CellOf(space, digits)] = maximize ? -value : value;
            }
        }

        return new(name, space, values);
    }

    private static Cell CellOf(SearchSpace space, string digits) =>
        space.CellOf([.. space.Dimensions.Zip(digits, (dimension, digit) => ((DiscreteDomain)dimension.Domain).ValueOf(digit - '0'))]);
}
