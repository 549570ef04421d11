using Sweep.Model.Configuration;

namespace Sweep.Model.Training;

/// <summary>A loss became NaN or infinite: no later step can mend it.</summary>
/// <param name="metric">Which loss.</param>
/// <param name="value">NaN or an infinity.</param>
/// <param name="step">After so many updates.</param>
public sealed class DivergedException(string metric, double value, long step)
    : Exception(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{metric} became {value} at step {step}."))
{
    public long Step => step;

    /// <summary>What the full softmax's loss on the validation text means; null while there is something left to learn.</summary>
    /// <param name="loss">In nats a word.</param>
    internal static DivergedException? OfValidation(double loss, long step)
    {
        // Saturated cells keep a lost network's loss finite, in the millions of nats; where the perplexity overflows there is nothing left to learn either.
        var perplexity = Math.Exp(loss);
        if (double.IsFinite(perplexity)) { return null; }
        return double.IsFinite(loss) ? new(MetricNames.ValidationPerplexity, perplexity, step) : new(MetricNames.ValidationLoss, loss, step);
    }
}
