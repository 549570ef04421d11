using System.Globalization;
using System.Text.Json.Serialization;

namespace Sweep.Grains.Sweeps;

/// <summary>What a trainable counts its training in, such as epochs: how far a trial is, and when it is done.</summary>
/// <param name="Name">Its name, such as <c>epoch</c>. If steps do not count it, it is a metric: the newest value counts.</param>
public sealed record ResourceDefinition(string Name)
{
    /// <summary>The resource of a trainable that declares none: its steps, whose number it decides itself.</summary>
    public static ResourceDefinition Steps { get; } = new("step");

    /// <summary>Whether the steps of points count it, so that it is no metric. Default true.</summary>
    public bool IsStep { get; init; } = true;

    /// <summary>The hyperparameter that is its total; null if it is a number, or open.</summary>
    public string? Hyperparameter { get; init; }

    /// <summary>
    /// The total of every trial; null if a hyperparameter has it, or if it is open: then the trial decides when it is done.
    /// </summary>
    public long? Number { get; init; }

    /// <summary>What it counts, in one sentence; null if that is not said.</summary>
    public string? Description { get; init; }

    /// <summary>The heading over a trial's count and total.</summary>
    [JsonIgnore]
    public string Plural => Hyperparameter ?? Name;

    /// <summary>A number of its units in words, such as "1 epoch" or "5 epochs".</summary>
    public string Count(long number) => string.Create(CultureInfo.InvariantCulture, $"{number} {Name}{(number == 1 ? "" : "s")}");

    /// <summary>The total of a trial; null if it is open.</summary>
    public long? Total(Hyperparameters hyperparameters)
    {
        ArgumentNullException.ThrowIfNull(hyperparameters);
        return Hyperparameter is { } name ? hyperparameters[name] as long? : Number;
    }
}
