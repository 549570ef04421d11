using System.Collections.Immutable;

namespace Sweep.Grains.Search.Simulation;

/// <summary>A function of numbers by which searches are compared in the literature.</summary>
public sealed class TestFunction(string name, double from, double to, int dimensions, double optimum, Func<double[], double> function)
    : ISimulatedTask
{
    private static readonly double[][] _hartmannScales =
    [
        [10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14],
    ];

    private static readonly double[][] _hartmannCenters =
    [
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
    ];

    private static readonly double[] _hartmannDepths = [1, 1.2, 3, 3.2];

    public static TestFunction Quadratic { get; } = new("quad2", -10, 10, 2, 0, x => Square(x[0] - 1) + Square(x[1] - 2));

    public static TestFunction Branin { get; } = new("branin", 0, 1, 2, 0.397887, x => BraninAt(15 * x[0] - 5, 15 * x[1]));

    public static TestFunction Hartmann { get; } = new("hartmann6", 0, 1, 6, -3.32237, HartmannAt);

    public static TestFunction Sphere { get; } = new("sphere10", -5, 5, 10, 0, x => x.Sum(Square));

    public static TestFunction Rosenbrock { get; } = new("rosenbrock10", -5, 5, 10, 0, RosenbrockAt);

    public static ImmutableArray<TestFunction> All { get; } = [Quadratic, Branin, Hartmann, Sphere, Rosenbrock];

    public string Name => name;

    public double Optimum => optimum;

    public SearchSpace Space { get; } =
        new([.. Enumerable.Range(1, dimensions).Select(index => new Dimension($"x{index}", new NumberDomain(from, to)))]);

    public IReadOnlyList<double> Run(Cell cell) => [function([.. cell.Values.Select(value => (double)value!)])];

    private static double BraninAt(double x, double y) =>
        Square(y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6) + 10 * (1 - 1 / (8 * Math.PI)) * Math.Cos(x) + 10;

    private static double HartmannAt(double[] x) => -_hartmannDepths.Select((depth, i) =>
        depth * Math.Exp(-x.Select((value, j) => _hartmannScales[i][j] * Square(value - _hartmannCenters[i][j])).Sum())).Sum();

    private static double RosenbrockAt(double[] x) =>
        x.Zip(x.Skip(1), (left, right) => 100 * Square(right - left * left) + Square(1 - left)).Sum();

    private static double Square(double x) => x * x;
}
