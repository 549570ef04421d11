using Sweep.Model.Configuration;

namespace Sweep.Model.Training;

/// <summary>Thrown when a loss becomes NaN or infinite; further steps cannot repair that.</summary>
/// <param name="metric">The loss.</param>
/// <param name="value">NaN or an infinity.</param>
/// <param name="step">The number of updates made before it.</param>
public sealed class DivergedException(string metric, double value, long step)
    : Exception(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{metric} became {value} at step {step}."))
{
    public long Step => step;

    /// <summary>
    /// Decides whether a loss of the full softmax on the validation text means divergence; null if the model can still learn.
    /// </summary>
    /// <param name="loss">The loss in nats per word.</param>
    internal static DivergedException? OfValidation(double loss, long step)
    {
        // When a network diverges, saturated cells can keep its loss finite, in the millions of nats. If the perplexity overflows, the
        // model cannot learn any more either.
        var perplexity = Math.Exp(loss);
        if (double.IsFinite(perplexity)) { return null; }
        return double.IsFinite(loss)
            ? new(MetricNames.ValidationPerplexity, perplexity, step)
            : new(MetricNames.ValidationLoss, loss, step);
    }
}
