using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Sweep.Model.Configuration;

namespace Sweep.Model.Checkpoints;

/// <summary>How configuration and state are written in a checkpoint's metadata.</summary>
internal static class CheckpointJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AllowOlder } },
    };

    // Older checkpoints lack these options, which then have their defaults: no histograms, and the first value of each enumeration.
    private static void AllowOlder(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.Name is
            nameof(TrainingOptions.MaxHistograms) or nameof(TrainingOptions.Model) or nameof(TrainingOptions.Precision)))
        {
            property.IsRequired = false;
        }
    }
}
