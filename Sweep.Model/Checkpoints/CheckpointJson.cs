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

    // Checkpoints from before there were these say nothing about them; they are of what the first value of each means.
    private static void AllowOlder(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.Name is
            nameof(TrainingOptions.MaxHistograms) or nameof(TrainingOptions.Model) or nameof(TrainingOptions.Precision)))
        {
            property.IsRequired = false;
        }
    }
}
