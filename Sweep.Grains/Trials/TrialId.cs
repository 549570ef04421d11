using System.Globalization;

namespace Sweep.Grains.Trials;

/// <summary>Names one trial: its sweep, and its number in it, from 1. Its text, <c>sweep/number</c>, is the key of its grain.</summary>
[GenerateSerializer, Immutable, Alias("sweep.trial-id")]
public readonly record struct TrialId([property: Id(0)] Guid SweepId, [property: Id(1)] int Number)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{SweepId:n}/{Number}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is not a trial's key.</exception>
    public static TrialId Parse(string key) =>
        key.Split('/') is [var sweep, var number]
            ? new(Guid.ParseExact(sweep, "n"), int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture))
            : throw new FormatException($"'{key}' is not a trial's key: expected sweep/number.");
}
