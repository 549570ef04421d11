namespace Sweep.Grains.Search.Gaussian;

/// <summary>
/// The parameters of a Gaussian process, as logarithms: the weight of each hyperparameter (the inverse square of its length), the variance,
/// and the noise if it is learned.
/// </summary>
internal static class KernelWeights
{
    /// <summary>The noise of an objective that gives the same result again; it keeps the matrix regular.</summary>
    public const double NoNoise = 1e-7;

    private const double StartNoise = 1e-3;

    public static double[] Start(int dimensions, bool learnsNoise) =>
        [.. Enumerable.Repeat(0.0, dimensions + 1), .. learnsNoise ? [Math.Log(StartNoise)] : Array.Empty<double>()];

    public static double WeightOf(double logarithm) => Math.Exp(Math.Clamp(logarithm, -14, 9));

    public static double VarianceOf(double logarithm) => Math.Exp(Math.Clamp(logarithm, -9, 7));

    public static double NoiseOf(ReadOnlySpan<double> parameters, int dimensions) =>
        parameters.Length > dimensions + 1 ? Math.Exp(Math.Clamp(parameters[dimensions + 1], -16, 2)) + NoNoise : NoNoise;
}
