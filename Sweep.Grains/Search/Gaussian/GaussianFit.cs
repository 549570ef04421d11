namespace Sweep.Grains.Search.Gaussian;

/// <summary>
/// The parameters of a Gaussian process that the results make most probable, with the target that has the higher evidence. They are a
/// function of the results alone.
/// </summary>
/// <param name="Parameters">As <see cref="KernelWeights"/> has them.</param>
internal sealed record GaussianFit(double[] Parameters, bool IsLog)
{
    private const int Iterations = 30;
    private const double Tolerance = 1e-2;

    public static GaussianFit Of(Observations observations, IReadOnlyList<double> values, bool learnsNoise = false)
    {
        var plain = Fit(observations, Target.Of(values, isLog: false), learnsNoise);
        var log = Fit(observations, Target.Of(values, isLog: true), learnsNoise);
        return plain.Loss <= log.Loss ? plain.Fit : log.Fit;
    }

    private static (GaussianFit Fit, double Loss) Fit(Observations observations, Target target, bool learnsNoise)
    {
        var evidence = new Evidence(observations, [.. target.Values]);
        var parameters = KernelWeights.Start(observations.Space.Length, learnsNoise);
        var loss = new Minimizer(Iterations, Tolerance).Minimize(parameters, evidence.At);
        return (new(parameters, target.IsLog), loss - target.LogSlope);
    }
}
