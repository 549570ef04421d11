using System.Globalization;
using System.Text.Json;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Commands;

/// <summary>Tells a command what to train: one JSON object, and some of it as variables for scripts that read no JSON.</summary>
internal static class TrialFile
{
    /// <summary>The version of the protocol. A command may refuse others.</summary>
    public const int Protocol = 1;

    public const string Variable = "SHERLOCK_TRIAL";

    public static byte[] Write(TrainableSchema schema, TrialContext trial, AttemptFolder folder, long? total)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("protocol", Protocol);
            writer.WriteString("sweep", trial.Sweep);
            writer.WriteString("trial", trial.Trial);
            writer.WriteNumber("attempt", trial.Attempt);
            writer.WriteNumber("seed", trial.Seed);
            WriteNumber(writer, "total", total);
            WriteNumber(writer, "until", trial.Until);
            writer.WriteNumber("step", trial.Checkpoint?.Step ?? 0);
            WriteObject(writer, "hyperparameters", trial.Hyperparameters.Names.Select(name => (name, trial.Hyperparameters[name])));
            WriteObject(writer, "settings", schema.Settings.Select(one => (one.Name, Value(one, trial.Settings[one.Name]))));
            writer.WriteString("resume", folder.Resume);
            writer.WriteString("checkpoint", folder.Checkpoints);
            writer.WriteString("report", folder.Report);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>The variables of the protocol, except <see cref="Variable"/>.</summary>
    public static IEnumerable<(string Name, string Value)> Variables(TrialContext trial, AttemptFolder folder)
    {
        yield return ("SHERLOCK_REPORT", folder.Report);
        yield return ("SHERLOCK_CHECKPOINT", folder.Checkpoints);
        yield return ("SHERLOCK_SEED", trial.Seed.ToString(CultureInfo.InvariantCulture));
        if (folder.Resume is { } resume) { yield return ("SHERLOCK_RESUME", resume); }
        if (trial.Until is { } until) { yield return ("SHERLOCK_UNTIL", until.ToString(CultureInfo.InvariantCulture)); }
    }

    /// <summary>The hyperparameters as arguments: <c>--learning_rate=0.1</c>. One that is none is left out.</summary>
    public static IEnumerable<string> Arguments(Hyperparameters hyperparameters) =>
        from name in hyperparameters.Names
        where hyperparameters[name] is not null
        select $"--{name}={hyperparameters.Text(name)}";

    /// <summary>The value of a setting, which the schema has checked.</summary>
    private static object? Value(HyperparameterDefinition setting, string text) => setting.TryRead(text, out var value) ? value : text;

    private static void WriteObject(Utf8JsonWriter writer, string key, IEnumerable<(string Name, object? Value)> values)
    {
        writer.WriteStartObject(key);
        foreach (var (name, value) in values)
        {
            writer.WritePropertyName(name);
            switch (value)
            {
                case null: writer.WriteNullValue(); break;
                case bool flag: writer.WriteBooleanValue(flag); break;
                case long number: writer.WriteNumberValue(number); break;
                case double number: writer.WriteRawValue(Float(number)); break;
                case var text: writer.WriteStringValue((string)text); break;
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>A number with a point or an exponent, so that languages that tell whole numbers from others read a float.</summary>
    private static string Float(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, long? number)
    {
        if (number is { } known) { writer.WriteNumber(name, known); }
        else { writer.WriteNull(name); }
    }
}
