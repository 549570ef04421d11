using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>The JSON of the database, in one place: snake case, enums as words, NaN and infinities by name.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(Hyperparameters hyperparameters) => HyperparameterSchema.ToJson(hyperparameters);

    public static string Write(SweepSpec spec) => JsonSerializer.Serialize(spec, _options);

    public static string Write(IReadOnlyDictionary<string, double> latest) => JsonSerializer.Serialize(latest, _options);

    public static string Write(StepSummary summary) => JsonSerializer.Serialize(new SummaryContent(summary.Histograms, summary.Texts), _options);

    public static Hyperparameters ReadHyperparameters(string json) => HyperparameterSchema.FromJson(json);

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

    /// <summary>One histogram out of a step's summary, without the time that it takes to make objects of the others; null where it is not there.</summary>
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

    /// <summary>SHA-256 in hexadecimal of all that is trained: the identity of a combination. What is recorded of it may differ.</summary>
    public static string Hash(Hyperparameters hyperparameters) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(HyperparameterJson.WriteIdentity(hyperparameters))));

    private static GridAxis Canonical(GridAxis axis) =>
        axis with { Values = [.. axis.Values.Select(value => HyperparameterSchema.Canonical(axis.Name, value))] };

    private static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, _options) ?? throw new JsonException($"The database holds 'null' where a {typeof(T).Name} belongs.");

    private sealed record SummaryContent(ImmutableArray<HistogramSummary> Histograms, ImmutableArray<TextSummary> Texts);
}
