using System.Reflection;
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

    /// <summary>Gives options that an older checkpoint lacks the value that they declare. Any other missing option is an error.</summary>
    private static void AllowOlder(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider is MemberInfo member
                && member.GetCustomAttribute<ValueInOlderCheckpointsAttribute>() is { } older)
            {
                property.IsRequired = false;
                type.OnDeserializing += read => property.Set!(read, older.Value);
            }
        }
    }
}
