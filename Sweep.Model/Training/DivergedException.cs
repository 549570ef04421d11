namespace Sweep.Model.Training;

/// <summary>A loss became NaN or infinite: no later step can mend it.</summary>
/// <param name="metric">Which loss.</param>
/// <param name="value">NaN or an infinity.</param>
/// <param name="step">After so many updates.</param>
public sealed class DivergedException(string metric, double value, long step)
    : Exception(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{metric} became {value} at step {step}."))
{
    public long Step => step;
}
