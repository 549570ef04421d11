using System.Collections.Immutable;

namespace Sweep.Grains.Sweeps;

/// <summary>
/// The settings of a sweep: what its file sets for the whole sweep, as its trainable's schema declares it. Each has a canonical text, as
/// <see cref="Hyperparameters.Text"/>.
/// </summary>
/// <remarks>The corpus has a place of its own in sweeps and assignments, because older databases and silos have no other setting.</remarks>
internal static class SweepSettings
{
    public const string Corpus = "corpus";

    /// <summary>No setting besides the corpus.</summary>
    public static ImmutableDictionary<string, string> None { get; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>All settings that a schema declares.</summary>
    /// <param name="others">The settings besides the corpus. One that is missing has its default.</param>
    public static ImmutableDictionary<string, string> All(
        TrainableSchema schema, string corpus, ImmutableDictionary<string, string> others) => schema.Settings.ToImmutableDictionary(
        setting => setting.Name,
        setting => setting.Name == Corpus ? corpus : others.GetValueOrDefault(setting.Name, HyperparameterText.Write(setting.Default)));

    /// <summary>Whether a schema declares a setting besides the corpus.</summary>
    public static bool HasOthers(TrainableSchema schema) => schema.Settings.Any(setting => setting.Name != Corpus);
}
