namespace Sweep.Grains.Search.Gaussian;

/// <summary>
/// Limited-memory BFGS (Nocedal 1980): finds a local minimum of a function with a gradient. With bounds it moves along their faces, by
/// projection.
/// </summary>
internal sealed class Minimizer(int iterations, double tolerance, bool isBounded = false)
{
    private const int Memory = 8;
    private const int Halvings = 20;
    private const double Progress = 1e-7;

    /// <summary>A function that writes its gradient into a span.</summary>
    public delegate double Function(ReadOnlySpan<double> x, Span<double> gradient);

    /// <summary>Moves <paramref name="x"/> to a local minimum, and returns the value there.</summary>
    public double Minimize(double[] x, Function function)
    {
        var gradient = new double[x.Length];
        var value = function(x, gradient);
        var history = new List<(double[] Step, double[] Change, double Inverse)>();
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            var free = Project(x, gradient);
            if (!(free.Max(Math.Abs) >= tolerance))
            {
                break;
            }

            var direction = Direction(x, gradient, free, history);
            if (Search(x, value, gradient, direction, function) is not { } found)
            {
                break;
            }

            Remember(history, Difference(found.X, x), Difference(found.Gradient, gradient));
            var gain = value - found.Value;
            found.X.CopyTo(x, 0);
            (value, gradient) = (found.Value, found.Gradient);
            if (gain < Progress * (1 + Math.Abs(value)))
            {
                break;
            }
        }

        return value;
    }

    /// <summary>The descent that history suggests; the gradient, shortened, if that would lead up.</summary>
    private double[] Direction(double[] x, double[] gradient, double[] free, List<(double[] Step, double[] Change, double Inverse)> history)
    {
        double[] direction = [.. free];
        var factors = new double[history.Count];
        for (var i = history.Count - 1; i >= 0; i--)
        {
            factors[i] = history[i].Inverse * Vectors.Dot(history[i].Step, direction);
            Vectors.AddScaled(direction, -factors[i], history[i].Change);
        }

        var longest = isBounded ? 0.1 : 0.3;
        var scale = history.Count > 0
            ? 1 / (history[^1].Inverse * Vectors.Dot(history[^1].Change, history[^1].Change))
            : Math.Min(1, longest / Math.Sqrt(Vectors.Dot(gradient, gradient)));
        direction = [.. direction.Select(part => part * scale)];
        for (var i = 0; i < history.Count; i++)
        {
            var factor = history[i].Inverse * Vectors.Dot(history[i].Change, direction);
            Vectors.AddScaled(direction, factors[i] - factor, history[i].Step);
        }

        direction = [.. direction.Select((part, index) => IsFixed(x, gradient, index) ? 0 : part)];
        if (Vectors.Dot(direction, gradient) > 0)
        {
            return direction;
        }

        history.Clear();
        var length = 0.1 / Math.Sqrt(Vectors.Dot(free, free) + 1e-300);
        return [.. free.Select(part => part * length)];
    }

    /// <summary>Goes along the direction until the value is low enough. Null if it never is.</summary>
    private (double[] X, double[] Gradient, double Value)? Search(
        double[] x, double value, double[] gradient, double[] direction, Function function)
    {
        const double enough = 1e-4;
        var (slope, step) = (Vectors.Dot(direction, gradient), 1.0);
        for (var halving = 0; halving < Halvings; halving++)
        {
            double[] next = [.. x.Select((part, index) => Bound(part - step * direction[index]))];
            var nextGradient = new double[x.Length];
            var nextValue = function(next, nextGradient);
            if (nextValue <= value - enough * step * slope)
            {
                return (next, nextGradient, nextValue);
            }

            step *= halving < 2 ? 0.5 : 0.25;
        }

        return null;
    }

    private static void Remember(List<(double[] Step, double[] Change, double Inverse)> history, double[] step, double[] change)
    {
        var curvature = Vectors.Dot(step, change);
        if (curvature > 1e-12 * Vectors.Dot(step, step) && curvature > 0)
        {
            history.Add((step, change, 1 / curvature));
        }

        if (history.Count > Memory)
        {
            history.RemoveAt(0);
        }
    }

    private double[] Project(double[] x, double[] gradient) =>
        [.. gradient.Select((part, index) => IsFixed(x, gradient, index) ? 0 : part)];

    /// <summary>Whether a coordinate stands at a bound beyond which the descent leads.</summary>
    private bool IsFixed(double[] x, double[] gradient, int index) =>
        isBounded && ((x[index] <= 1e-12 && gradient[index] > 0) || (x[index] >= 1 - 1e-12 && gradient[index] < 0));

    private double Bound(double part) => isBounded ? Math.Clamp(part, 0, 1) : part;

    private static double[] Difference(double[] left, double[] right) => [.. left.Zip(right, (a, b) => a - b)];
}
