using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sweep.Grains.Storage.Folds;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>Converts to and from the database's JSON: snake case, enums as words, NaN and infinities by name.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    // Making options is slow, and they are used for as long as their schema.
    private static readonly ConditionalWeakTable<TrainableSchema, JsonSerializerOptions> _ofSchemas = [];

    public static string Write(Hyperparameters hyperparameters) => hyperparameters.ToJson();

    public static string Write(SweepSpec spec) => JsonSerializer.Serialize(spec, Options(spec.Schema));

    public static string Write(IReadOnlyDictionary<string, double> latest) => JsonSerializer.Serialize(latest, _options);

    public static string Write(StepSummary summary) =>
        JsonSerializer.Serialize(
            new SummaryContent(summary.Histograms, summary.Texts, summary.Images.IsEmpty ? null : summary.Images), _options);

    public static string Write(IReadOnlyList<RungPoint> rungs) => JsonSerializer.Serialize(rungs, _options);

    public static ImmutableArray<RungPoint> ReadRungs(string json) => Read<ImmutableArray<RungPoint>>(json);

    public static SweepSpec ReadSpec(TrainableSchema schema, string json)
    {
        var spec = Read<SweepSpec>(json, Options(schema)) with { Schema = schema };
        return spec with { Axes = [.. spec.Axes.Select(axis => Canonical(schema, axis))] };
    }

    /// <summary>Reads the patience from a sweep's specification, also if this program cannot read the rest; null if it has none.</summary>
    public static long? ReadPatience(string json)
    {
        using var spec = JsonDocument.Parse(json);
        return spec.RootElement.TryGetProperty("patience", out var patience) ? patience.GetInt64() : null;
    }

    public static StepSummary ReadSummary(long step, string json)
    {
        var content = Read<SummaryContent>(json);
        return new(step, content.Histograms, content.Texts) { Images = content.Images ?? [] };
    }

    /// <summary>Reads one histogram from a step's summary, without making objects of the others; null if it is not there.</summary>
    public static HistogramSummary? ReadHistogram(string json, string name)
    {
        using var content = JsonDocument.Parse(json);
        foreach (var histogram in content.RootElement.GetProperty("histograms").EnumerateArray())
        {
            if (histogram.GetProperty("name").ValueEquals(name)) { return histogram.Deserialize<HistogramSummary>(_options); }
        }

        return null;
    }

    public static Dictionary<string, double> ReadLatest(string json) => Read<Dictionary<string, double>>(json);

    /// <summary>
    /// The identity of a combination: SHA-256 in hexadecimal of everything that affects training, but not of what is recorded.
    /// </summary>
    public static string Hash(TrainableSchema schema, Hyperparameters hyperparameters) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(HyperparameterJson.WriteIdentity(schema, hyperparameters))));

    private static GridAxis Canonical(TrainableSchema schema, GridAxis axis) =>
        axis with { Values = [.. axis.Values.Select(value => schema.Canonical(axis.Name, value))] };

    private static JsonSerializerOptions Options(TrainableSchema schema) => _ofSchemas.GetValue(
        schema, static schema => new(_options) { Converters = { new HyperparameterJsonConverter(schema) } });

    private static T Read<T>(string json, JsonSerializerOptions? options = null) =>
        JsonSerializer.Deserialize<T>(json, options ?? _options)
            ?? throw new JsonException($"The database holds 'null' where a {typeof(T).Name} belongs.");

    private sealed record SummaryContent(
        ImmutableArray<HistogramSummary> Histograms,
        ImmutableArray<TextSummary> Texts,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<ImageSummary>? Images = null);
}
