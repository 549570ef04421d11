using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>Converts to and from the database's JSON: snake case, enums as words, NaN and infinities by name.</summary>
internal static class Json
{
    private static readonly TrainableSchema _schema = LanguageModelParameters.Schema;

    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(), new HyperparameterJsonConverter(_schema) },
    };

    public static string Write(Hyperparameters hyperparameters) => hyperparameters.ToJson();

    public static string Write(SweepSpec spec) => JsonSerializer.Serialize(spec, _options);

    public static string Write(IReadOnlyDictionary<string, double> latest) => JsonSerializer.Serialize(latest, _options);

    public static string Write(StepSummary summary) =>
        JsonSerializer.Serialize(new SummaryContent(summary.Histograms, summary.Texts), _options);

    public static Hyperparameters ReadHyperparameters(string json) => _schema.FromJson(json);

    public static SweepSpec ReadSpec(string json)
    {
        var spec = Read<SweepSpec>(json);
        return spec with { Axes = [.. spec.Axes.Select(Canonical)] };
    }

    public static StepSummary ReadSummary(long step, string json)
    {
        var content = Read<SummaryContent>(json);
        return new(step, content.Histograms, content.Texts);
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
    public static string Hash(Hyperparameters hyperparameters) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(HyperparameterJson.WriteIdentity(_schema, hyperparameters))));

    private static GridAxis Canonical(GridAxis axis) =>
        axis with { Values = [.. axis.Values.Select(value => _schema.Canonical(axis.Name, value))] };

    private static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, _options)
            ?? throw new JsonException($"The database holds 'null' where a {typeof(T).Name} belongs.");

    private sealed record SummaryContent(ImmutableArray<HistogramSummary> Histograms, ImmutableArray<TextSummary> Texts);
}
