namespace Sweep.Model.Generation;

/// <summary>How the next word is chosen. If all three are null, the most likely word is taken, as in the study.</summary>
/// <param name="Temperature">Divides the logits; above 0. A value below 1 sharpens the distribution, a value above 1 flattens it.</param>
/// <param name="TopK">Draws from the k likeliest words only; at least 1.</param>
/// <param name="TopP">
/// Draws from the fewest likeliest words whose probabilities sum to at least this, in (0, 1] (Holtzman et al., 2020).
/// </param>
public sealed record SamplingOptions(double? Temperature = null, int? TopK = null, double? TopP = null)
{
    /// <summary>Whether the most likely word is taken.</summary>
    public bool IsArgMax => this is { Temperature: null, TopK: null, TopP: null };

    /// <exception cref="ModelException">A value is out of range.</exception>
    public void Validate()
    {
        if (Temperature is not (null or (> 0 and < double.PositiveInfinity)))
        {
            throw new ModelException($"A temperature of {Temperature} is not possible; it is a number above 0.");
        }

        if (TopK is < 1)
        {
            throw new ModelException($"A top-k of {TopK} is not possible; it is at least 1.");
        }

        if (TopP is not (null or (> 0 and <= 1)))
        {
            throw new ModelException($"A top-p of {TopP} is not possible; it is above 0 and at most 1.");
        }
    }
}
