using System.Text.Json;
using System.Text.Json.Serialization;
using Sweep.Grains.Search;
using Sweep.Grains.Search.Stopping;

namespace Sweep.Grains.Sweeps;

/// <summary>Writes and reads the reasons of decisions: snake case, NaN and infinities by name.</summary>
public static class ReasonJson
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // PostgreSQL sorts the names of an object.
        AllowOutOfOrderMetadataProperties = true,
    };

    public static string Write(ProposalReason reason) => JsonSerializer.Serialize(reason, _options);

    public static string Write(EndReason reason) => JsonSerializer.Serialize(reason, _options);

    public static string Write(ExtendReason reason) => JsonSerializer.Serialize(reason, _options);

    public static string Write(StopReason reason) => JsonSerializer.Serialize(reason, _options);

    /// <summary>The reason of a decision; null if this version does not know it.</summary>
    public static T? Read<T>(string json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, _options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
