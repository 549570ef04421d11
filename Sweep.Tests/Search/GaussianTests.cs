using Sweep.Grains.Search;
using Sweep.Grains.Search.Gaussian;

namespace Sweep.Tests.Search;

/// <summary>The expected numbers are those of an implementation in C++ that shares no code with this one.</summary>
public sealed class GaussianTests
{
    private static readonly SearchSpace _space = new(
        new("x", new NumberDomain(0, 1)), new("c", new ListDomain("a", "b", "d")), new("k", new WholeNumberDomain(1, 5)));

    private static readonly double[] _target = [-1.2, 0.3, 1.1, -0.4, 0.9, -0.7];
    private static readonly double[] _parameters = [0.7, -0.4, 0.2, 0.3];

    [Fact]
    public void Posterior_AtAPoint_IsTheKnownOne()
    {
        var process = new GaussianProcess(Observed(), _target, _parameters);

        var (mean, variance) = process.At(_space.CellOf(0.45, "b", 2L).Point);

        Assert.Equal(0.114869504255377, mean, 1e-9);
        Assert.Equal(0.119653716470836, variance, 1e-9);
        Assert.Equal(-12.047499032618, ExpectedImprovement.Log(-1.2, mean, variance), 1e-4);
    }

    [Fact]
    public void Posterior_AtAnObservation_IsItsValue()
    {
        var observed = Observed();
        var process = new GaussianProcess(observed, _target, _parameters);

        Assert.All(Enumerable.Range(0, _target.Length), index =>
        {
            var (mean, variance) = process.At(observed.Cells[index].Point);
            Assert.Equal(_target[index], mean, 1e-5);
            Assert.InRange(variance, 0, 1e-6);
        });
    }

    [Fact]
    public void Posterior_OfAnUncertainValue_StaysAwayFromIt()
    {
        var observed = Observed();
        var process = new GaussianProcess(new(_space, observed.Cells, [1, 0, 0, 0, 0, 0]), _target, _parameters);

        var (mean, variance) = process.At(observed.Cells[0].Point);

        Assert.InRange(mean, -1.1, 0);
        Assert.InRange(variance, 0.1, 1);
    }

    [Fact]
    public void PosteriorGradient_OfNumbers_IsTheDifferenceQuotient()
    {
        var process = new GaussianProcess(Observed(), _target, _parameters);
        double[] point = [0.45, 0.5, 0.3];
        var (meanGradient, varianceGradient) = (new double[3], new double[3]);

        process.At(point, meanGradient, varianceGradient);

        Assert.All([0, 2], index =>
        {
            Assert.Equal(Quotient(point, index, at => process.At(at).Mean), meanGradient[index], 1e-6);
            Assert.Equal(Quotient(point, index, at => process.At(at).Variance), varianceGradient[index], 1e-6);
        });
        Assert.Equal((0, 0), (meanGradient[1], varianceGradient[1]));
    }

    [Fact]
    public void Believing_ARunningTrial_KeepsTheMeanAndRemovesTheDoubt()
    {
        var process = new GaussianProcess(Observed(), _target, _parameters);
        var running = _space.CellOf(0.45, "b", 2L);

        var believing = process.Believing([running]);

        Assert.Equal(process.At(running.Point).Mean, believing.At(running.Point).Mean, 1e-5);
        Assert.InRange(believing.At(running.Point).Variance, 0, 1e-6);
        Assert.Equal(process.At(_space.CellOf(0.8, "a", 4L).Point).Mean, believing.At(_space.CellOf(0.8, "a", 4L).Point).Mean, 1e-5);
    }

    [Fact]
    public void Evidence_OfParameters_IsTheKnownOne()
    {
        var gradient = new double[4];

        Assert.Equal(3.20269127046102, new Evidence(Observed(), _target).At(_parameters, gradient), 1e-9);
        Assert.Equal([0.0242273103857393, 0.595313751476118, -0.402495851618371, 0.568170119588402], gradient, Near);
    }

    [Fact]
    public void Evidence_WithNoise_IsTheKnownOne()
    {
        var gradient = new double[5];

        Assert.Equal(4.24528870828061, new Evidence(Observed(), _target).At([.. _parameters, -4], gradient), 1e-9);
        Assert.Equal(
            [0.0232852791540299, 0.51969212028257, -0.387085717733569, 0.575281797040766, 0.532203249409087], gradient, Near);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EvidenceGradient_OfEachParameter_IsTheDifferenceQuotient(bool learnsNoise)
    {
        double[] parameters = [-0.3, 1.1, 0.4, -0.2, .. learnsNoise ? [-3.0] : Array.Empty<double>()];
        var (evidence, gradient) = (new Evidence(Observed(), _target), new double[parameters.Length]);

        evidence.At(parameters, gradient);

        Assert.All(Enumerable.Range(0, parameters.Length), index =>
            Assert.Equal(Quotient(parameters, index, at => evidence.At(at, new double[at.Length])), gradient[index], 1e-5));
    }

    [Theory]
    [InlineData(-30, -457.72465376059802, 30.066446154162421)]
    [InlineData(-8, -37.122364261692631, 8.2393965068400661)]
    [InlineData(-3.5, -9.7468100377653872, 3.9778629562409455)]
    [InlineData(-3, -7.8696860596030289, 3.5323375176251606)]
    [InlineData(-2.9, -7.5208464928878733, 3.4445327294133317)]
    [InlineData(-1, -2.4851210257126413, 1.9042712333296918)]
    [InlineData(0, -0.91893853320467278, 1.2533141373155003)]
    [InlineData(2, 0.69738354578822837, 0.48655931878528386)]
    public void LogImprovement_NearAndFar_HasTheDigitsOfLongArithmetic(double z, double value, double slope)
    {
        var found = ExpectedImprovement.LogOf(z);

        Assert.Equal(value, found.Value, 1e-11 * Math.Abs(value));
        Assert.Equal(slope, found.Slope, 1e-10 * slope);
    }

    [Theory]
    [InlineData(false, new[] { -0.722608506783606, -0.0489904072395664, -0.691989502258876, 1.94124488686782, -0.477656470585773 })]
    [InlineData(true, new[] { -1.15949743165006, 0.572919972684739, -0.911502760422614, 1.57800601875456, -0.0799257993666273 })]
    public void Target_OfValues_IsTheKnownOne(bool isLog, double[] expected) =>
        Assert.Equal(expected, Target.Of([0.3, 2.5, 0.4, 9, 1.1], isLog).Values, (left, right) => Math.Abs(left - right) < 1e-9);

    [Fact]
    public void Fit_OfValuesThatGrowExponentially_ChoosesTheLogarithm()
    {
        var space = new SearchSpace(new Dimension("x", new NumberDomain(0, 1)));
        Cell[] cells = [.. Enumerable.Range(0, 20).Select(index => space.CellOf((index + 0.5) / 20))];
        var observed = new Observations(space, cells, new double[20]);

        Assert.True(GaussianFit.Of(observed, [.. cells.Select(cell => Math.Exp(12 * cell.Point[0]))]).IsLog);
        Assert.False(GaussianFit.Of(observed, [.. cells.Select(cell => Math.Sin(6 * cell.Point[0]))]).IsLog);
    }

    [Fact]
    public void Minimizer_OfRosenbrocksValley_FindsItsEnd()
    {
        double[] x = [-1.2, 1];

        var least = new Minimizer(iterations: 200, tolerance: 1e-9).Minimize(x, (at, gradient) =>
        {
            (gradient[0], gradient[1]) = (-400 * at[0] * (at[1] - at[0] * at[0]) - 2 * (1 - at[0]), 200 * (at[1] - at[0] * at[0]));
            return 100 * Math.Pow(at[1] - at[0] * at[0], 2) + Math.Pow(1 - at[0], 2);
        });

        Assert.InRange(least, 0, 1e-5);
    }

    [Fact]
    public void Minimizer_WithBounds_EndsOnTheirFace()
    {
        double[] x = [0.5, 0.5];

        new Minimizer(iterations: 50, tolerance: 1e-9, isBounded: true).Minimize(x, (at, gradient) =>
        {
            (gradient[0], gradient[1]) = (2 * (at[0] - 2), 2 * (at[1] - 0.3));
            return Math.Pow(at[0] - 2, 2) + Math.Pow(at[1] - 0.3, 2);
        });

        Assert.Equal(1, x[0]);
        Assert.Equal(0.3, x[1], 1e-6);
    }

    private static Observations Observed() => new(
        _space,
        [
            _space.CellOf(0.1, "a", 1L), _space.CellOf(0.35, "b", 3L), _space.CellOf(0.6, "d", 5L),
            _space.CellOf(0.85, "a", 2L), _space.CellOf(0.5, "b", 4L), _space.CellOf(0.2, "d", 3L),
        ],
        new double[6]);

    private static double Quotient(double[] at, int index, Func<double[], double> function)
    {
        const double step = 1e-5;
        var (above, below) = (at.ToArray(), at.ToArray());
        above[index] += step;
        below[index] -= step;
        return (function(above) - function(below)) / (2 * step);
    }

    private static bool Near(double left, double right) => Math.Abs(left - right) < 1e-9;
}
