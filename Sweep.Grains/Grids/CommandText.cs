using System.Globalization;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>
/// Writes the declaration of a command as a sweep file has it. The working folder is absolute, so the file may lie anywhere.
/// </summary>
public static class CommandText
{
    private static readonly (string Unit, long Bytes)[] _sizes =
        [("TiB", 1L << 40), ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10)];

    private static readonly (string Unit, long Seconds)[] _times = [("h", 3600), ("min", 60), ("s", 1)];

    /// <summary>Writes the key <c>trainable</c> with its mapping.</summary>
    public static string Write(TrainableSchema schema, CommandSpec command)
    {
        var lines = new List<string> { $"name: {YamlText.Of(schema.Name)}" };
        if (!CommandReader.HasVersionOfItsHash(schema)) { lines.Add($"version: {YamlText.Of(schema.Version)}"); }
        lines.Add($"command: {YamlText.List(command.Words)}");
        lines.Add($"folder: {YamlText.Of(command.Folder)}");
        if (!schema.Definitions.IsEmpty) { lines.Add("hyperparameters:"); }
        lines.AddRange(schema.Definitions.Select(one => $"  {one.Name}: {{ {string.Join(", ", Entries(one))} }}"));
        if (!schema.Settings.IsEmpty) { lines.Add("settings:"); }
        lines.AddRange(schema.Settings.Select(one => $"  {one.Name}: {{ {string.Join(", ", Entries(one))} }}"));
        lines.Add("metrics:");
        lines.AddRange(schema.Metrics.Select(metric => $"  {YamlText.Of(metric.Name)}: {Metric(metric)}"));
        lines.Add($"resource: {Resource(schema.Resource)}");
        if (command.PassesArguments) { lines.Add("arguments: true"); }
        if (Limits(command.Limits).ToList() is { Count: > 0 } limits) { lines.Add($"limits: {{ {string.Join(", ", limits)} }}"); }
        if (Environment(command).ToList() is { Count: > 0 } parts) { lines.Add($"environment: {{ {string.Join(", ", parts)} }}"); }
        return $"trainable:\n{string.Concat(lines.Select(line => $"  {line}\n"))}";
    }

    private static IEnumerable<string> Entries(HyperparameterDefinition definition)
    {
        yield return $"type: {HyperparameterTypes.Word(definition.Type)}";
        if (!definition.Words.IsEmpty) { yield return $"words: {YamlText.List(definition.Words)}"; }
        var range = definition.Range;
        foreach (var (key, end) in new[] { ("from", range.From), ("above", range.Above), ("to", range.To), ("below", range.Below) })
        {
            if (end is { } number) { yield return string.Create(CultureInfo.InvariantCulture, $"{key}: {number:R}"); }
        }

        if (definition is { IsRequired: false, Default: not null })
        {
            var text = HyperparameterText.Write(definition.Default);
            yield return $"default: {(definition.IsWord ? YamlText.Of(text) : text)}";
        }

        if (definition.IsNullable) { yield return "nullable: true"; }
        if (!definition.IsTrained) { yield return "trained: false"; }
    }

    private static string Metric(MetricDefinition metric)
    {
        var goal = metric.Goal?.ToString().ToLowerInvariant() ?? "none";
        if (metric is { Description: null, IsShown: true, IsAtEnd: false }) { return goal; }
        var description = metric.Description is { } text ? $", description: {YamlText.Of(text)}" : "";
        var (shown, end) = (metric.IsShown ? "" : ", shown: false", metric.IsAtEnd ? ", at_end: true" : "");
        return $"{{ goal: {goal}{description}{shown}{end} }}";
    }

    private static string Resource(ResourceDefinition resource)
    {
        var total = resource.Hyperparameter ?? resource.Number?.ToString(CultureInfo.InvariantCulture);
        return total is null ? YamlText.Of(resource.Name) : $"{{ name: {YamlText.Of(resource.Name)}, total: {total} }}";
    }

    private static IEnumerable<string> Limits(CommandLimits limits)
    {
        var usual = new CommandLimits();
        if (limits.Memory is { } memory) { yield return $"memory: {Amount(memory, _sizes)}"; }
        if (limits.Attempt is { } attempt) { yield return $"attempt: {Time(attempt)}"; }
        if (limits.Silence is { } silence) { yield return $"silence: {Time(silence)}"; }
        if (limits.Log != usual.Log) { yield return $"log: {Amount(limits.Log, _sizes)}"; }
        if (limits.Grace != usual.Grace) { yield return $"grace: {Time(limits.Grace)}"; }
    }

    private static IEnumerable<string> Environment(CommandSpec command)
    {
        if (!command.Pass.IsEmpty) { yield return $"pass: {YamlText.List(command.Pass)}"; }
        if (command.Set.IsEmpty) { yield break; }
        var set = command.Set.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {YamlText.Of(pair.Value)}");
        yield return $"set: {{ {string.Join(", ", set)} }}";
    }

    private static string Time(TimeSpan time) => Amount((long)time.TotalSeconds, _times);

    /// <summary>An amount in the largest unit in which it is a whole number.</summary>
    private static string Amount(long amount, (string Unit, long Size)[] units)
    {
        var (unit, size) = units.First(one => amount % one.Size == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{amount / size}{unit}");
    }
}
