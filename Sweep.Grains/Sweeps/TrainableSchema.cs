using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Sweep.Grains.Sweeps;

/// <summary>
/// A trainable, as data: what can be set about its trials, what they report, and what counts their progress. Hyperparameters are in the
/// order of tables and stored JSON.
/// </summary>
public sealed class TrainableSchema : IEquatable<TrainableSchema>
{
    private readonly Dictionary<string, HyperparameterDefinition> _byName;
    private readonly Lazy<Dictionary<string, MetricDefinition>> _metrics;
    private readonly Lazy<string> _json;
    private readonly Lazy<string> _hash;

    /// <exception cref="ArgumentException">Two hyperparameters have one name, or a default breaks its own rule.</exception>
    public TrainableSchema(string name, string version, ImmutableArray<HyperparameterDefinition> definitions)
    {
        (Name, Version, Definitions) = (name, version, definitions);
        if (definitions.FirstOrDefault(definition => !definition.IsRequired && !definition.Allows(definition.Default)) is { } wrong)
        {
            throw new ArgumentException($"{name}: the default of {wrong.Name} breaks its rule.", nameof(definitions));
        }

        _byName = definitions.ToDictionary(definition => definition.Name);
        Defaults = new([.. definitions.Select(definition => definition.Name)], [.. definitions.Select(definition => definition.Default)]);
        _metrics = new(() => Metrics.DistinctBy(metric => metric.Name).ToDictionary(metric => metric.Name));
        _json = new(() => Published ?? TrainableSchemaJson.Write(this));
        _hash = new(() => HashOf(ToJson()));
        TrainedNames = [.. definitions.Where(definition => definition.IsTrained).Select(definition => definition.Name)];
    }

    /// <summary>The trainable's name in sweep files.</summary>
    public string Name { get; }

    /// <summary>Changes whenever the schema changes.</summary>
    public string Version { get; }

    /// <summary>The name and the version.</summary>
    public TrainableId Id => new(Name, Version);

    /// <summary>The hyperparameters, in order.</summary>
    public ImmutableArray<HyperparameterDefinition> Definitions { get; }

    /// <summary>
    /// What a sweep file sets for the whole sweep, at its top, such as a data set. They are no part of a trial's identity.
    /// </summary>
    public ImmutableArray<HyperparameterDefinition> Settings { get; init; } = [];

    /// <summary>What trials report, in the order in which errors and tables list it.</summary>
    public ImmutableArray<MetricDefinition> Metrics { get; init; } = [];

    /// <summary>
    /// The histograms that a claim may name; one that ends with a slash stands for all names that begin so. Empty: any name.
    /// </summary>
    public ImmutableArray<string> Histograms { get; init; } = [];

    /// <summary>What training is counted in.</summary>
    public ResourceDefinition Resource { get; init; } = ResourceDefinition.Steps;

    /// <summary>
    /// The hyperparameters that decide at which steps points are reported: trials that agree in them have the same steps.
    /// </summary>
    public ImmutableArray<string> Schedule { get; init; } = [];

    /// <summary>Rules over several hyperparameters and metrics.</summary>
    public ImmutableArray<ValueRule> Rules { get; init; } = [];

    /// <summary>The charts of TensorBoard's custom scalars; empty: one for each metric.</summary>
    public ImmutableArray<MetricChart> Charts { get; init; } = [];

    /// <summary>
    /// Hyperparameters of earlier versions that this one does not have. A file that sets one is read with an earlier version.
    /// </summary>
    public ImmutableArray<RemovedHyperparameter> Removed { get; init; } = [];

    /// <summary>
    /// The JSON from which the schema was read; null if this program declares it. A newer version of the program may have published it,
    /// with properties that this one does not know: it stays as it is, and so does its hash.
    /// </summary>
    internal string? Published { get; init; }

    /// <summary>SHA-256 of the schema's JSON, in hexadecimal: equal for equal schemas, and only for them.</summary>
    public string Hash => _hash.Value;

    /// <summary>The hash of the schema that has this JSON.</summary>
    internal static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    /// <summary>The values of a trial that sets nothing.</summary>
    public Hyperparameters Defaults { get; }

    /// <summary>The names of all hyperparameters.</summary>
    public IReadOnlyList<string> Names => Defaults.Names;

    /// <summary>The names of the hyperparameters that affect what is trained.</summary>
    public IReadOnlyList<string> TrainedNames { get; }

    /// <summary>The schema as a JSON text that is the same for equal schemas.</summary>
    public string ToJson() => _json.Value;

    /// <summary>The metric of this name; null if there is none.</summary>
    public MetricDefinition? Metric(string name) => _metrics.Value.GetValueOrDefault(name);

    /// <summary>
    /// The heading of a metric's column in the live table; null if it has none. A metric without a heading has no column beside that of
    /// its exponential, which says the same.
    /// </summary>
    public string? Heading(MetricDefinition metric) => metric.Column
        ?? (metric.IsShown && !Metrics.Any(other => other is { Column: not null } && other.ExponentialOf == metric.Name)
            ? metric.Name
            : null);

    /// <summary>The metric that says how many steps per second a trial makes; null if there is none.</summary>
    public MetricDefinition? Speed => Metrics.FirstOrDefault(metric => metric.Interval is MetricInterval.Rate);

    /// <summary>
    /// The first metric that is a mean over the steps since its point before, such as a training loss; null if there is none.
    /// </summary>
    public MetricDefinition? Mean => Metrics.FirstOrDefault(metric => metric.Interval is MetricInterval.Mean);

    /// <summary>The objective of a sweep that names none; null if the sweep must name one.</summary>
    public Objective? Objective =>
        (Metrics.FirstOrDefault(metric => metric.IsObjective) ?? Metrics.FirstOrDefault(metric => metric.Goal is not null)) is { } metric
            ? new(metric.Name, metric.Goal ?? Goal.Minimize)
            : null;

    /// <summary>The hyperparameter of this name; null if there is none.</summary>
    public HyperparameterDefinition? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The hyperparameter of this name.</summary>
    /// <exception cref="SherlockException">There is none.</exception>
    public HyperparameterDefinition Get(string name) =>
        Find(name) ?? throw new SherlockException($"hyperparameters: {UnknownName(name)}");

    /// <summary>The error for a name that no hyperparameter has.</summary>
    internal string UnknownName(string name) => HyperparameterText.UnknownName(name, Names);

    /// <summary>A copy of a trial's values with one value set from its text.</summary>
    /// <exception cref="SherlockException">No hyperparameter has this name, or the text breaks its rule.</exception>
    public Hyperparameters With(Hyperparameters hyperparameters, string name, string text)
    {
        var definition = Get(name);
        return definition.TryRead(text, out var value)
            ? hyperparameters.With(name, value)
            : throw new SherlockException($"{name}: {definition.Problem(Spelling.Quote(text), text)}");
    }

    /// <summary>Reads what <see cref="Hyperparameters.ToJson"/> wrote, in any order; missing values take their defaults.</summary>
    /// <exception cref="SherlockException">The text is not a JSON object, has an unknown or repeated name, or a value breaks its
    /// rule.</exception>
    public Hyperparameters FromJson(string json) => HyperparameterJson.Read(this, json);

    /// <summary>Two schemas are equal if everything in them is.</summary>
    public bool Equals(TrainableSchema? other) => ReferenceEquals(this, other) || (other is not null && ToJson() == other.ToJson());

    public override bool Equals(object? obj) => Equals(obj as TrainableSchema);

    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Id.ToString();

    /// <summary>
    /// The canonical text of a stored value that an earlier version may have written in another form. If the text cannot be read, it stays
    /// as it is.
    /// </summary>
    internal string Canonical(string name, string text) =>
        Find(name) is { } definition && definition.TryRead(text, out var value) ? HyperparameterText.Write(value) : text;
}
