using System.Globalization;

namespace Sweep.Grains.Search.Simulation;

/// <summary>
/// Learning curves of all cells of a grid. The objective is the best value so far, so that a trial never becomes worse by going on.
/// </summary>
public sealed class CurveTable : ISimulatedTask
{
    private readonly Dictionary<Cell, double[]> _curves;

    private CurveTable(string name, SearchSpace space, Dictionary<Cell, double[]> curves)
    {
        (Name, Space, _curves) = (name, space, curves);
        Optimum = curves.Values.Min(curve => curve[^1]);
    }

    public string Name { get; }

    public SearchSpace Space { get; }

    public double Optimum { get; }

    /// <summary>The length of each curve.</summary>
    public int Epochs => _curves.Values.First().Length;

    public IReadOnlyList<double> Run(Cell cell) => _curves[cell];

    /// <summary>
    /// Reads a file of tab-separated columns: first the hyperparameters, then the objective after each epoch in columns named
    /// <c>epoch_1</c>, <c>epoch_2</c>, …
    /// </summary>
    public static CurveTable Read(string path)
    {
        string[][] lines = [.. File.ReadLines(path).Where(line => !line.StartsWith('#')).Select(line => line.Split('\t'))];
        var names = lines[0].TakeWhile(name => !name.StartsWith("epoch_", StringComparison.Ordinal)).ToArray();
        double[][] rows =
            [.. lines.Skip(1).Select(line => Array.ConvertAll(line, text => double.Parse(text, CultureInfo.InvariantCulture)))];
        var space = new SearchSpace([.. names.Select((name, column) => new Dimension(name, AxisOf(rows, column)))]);
        return new(
            Path.GetFileNameWithoutExtension(path), space,
            rows.ToDictionary(row => space.CellOf([.. row.Take(names.Length).Cast<object?>()]), row => BestSoFar(row[names.Length..])));
    }

    private static ListDomain AxisOf(double[][] rows, int column) =>
        new([.. rows.Select(row => row[column]).Distinct().Order().Cast<object?>()]);

    private static double[] BestSoFar(double[] curve)
    {
        for (var i = 1; i < curve.Length; i++)
        {
            curve[i] = Math.Min(curve[i], curve[i - 1]);
        }

        return curve;
    }
}
