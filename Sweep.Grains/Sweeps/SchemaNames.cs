using System.Text.RegularExpressions;

namespace Sweep.Grains.Sweeps;

/// <summary>The rules of names in schemas.</summary>
internal static partial class SchemaNames
{
    public const string TrainableRule = "letters, digits and '-', the first not '-', at most 64 of them";
    public const string VersionRule = "letters, digits, '_', '-' and '.'";
    public const string HyperparameterRule = "lower-case letters, digits and '_', the first a letter; not seed or seeds";
    public const string MetricRule = "letters, digits, '_', '-', '.' and '/'";
    public const string ResourceRule = "letters, digits, '_' and '-', the first a letter";

    /// <summary>The keys at the top of a sweep file that no setting can have.</summary>
    public static IReadOnlyList<string> FileKeys { get; } =
        ["name", "trainable", "objective", "patience", "seeds", "trial", "grid", "space", "search", "order", "claims"];

    public static bool IsTrainable(string? name) => name is not null && Trainable.IsMatch(name);

    public static bool IsVersion(string? name) => name is not null && Version.IsMatch(name);

    public static bool IsHyperparameter(string? name) => name is not null && Hyperparameter.IsMatch(name);

    public static bool IsMetric(string? name) => name is not null && Metric.IsMatch(name);

    public static bool IsResource(string? name) => name is not null && Resource.IsMatch(name);

    /// <summary>Whether a histogram, a text or an image may have the name.</summary>
    public static bool IsTag(string? name) => !string.IsNullOrWhiteSpace(name) && !name.Any(char.IsControl);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,63}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Trainable { get; }

    [GeneratedRegex("^[A-Za-z0-9_.-]+\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Version { get; }

    [GeneratedRegex("^(?!seeds?\\z)[a-z][a-z0-9_]*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Hyperparameter { get; }

    [GeneratedRegex("^[A-Za-z0-9_./-]+\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Metric { get; }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Resource { get; }
}
