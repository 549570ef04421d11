using System.Globalization;
using System.Text;
using System.Text.Json;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Tables;

/// <summary>
/// Writes the decisions of a search, one per line: <c>number,kind,trial,{varied…},reason</c>, then <c>level,tick</c> if the sweep has
/// early stopping, and <c>time</c> if that is wanted. A hyperparameter that a combination lacks is empty. The reason is JSON in quotes.
/// </summary>
internal static class DecisionCsv
{
    public static string Write(SweepSummary sweep, IEnumerable<SearchDecision> decisions, bool hasTimes)
    {
        string[] names = [.. sweep.Spec.Varied];
        var hasLevels = sweep.Spec.Stop is not null;
        var text = new StringBuilder();
        string[] columns =
            ["number", "kind", "trial", .. names, "reason", .. Only(hasLevels, "level", "tick"), .. Only(hasTimes, "time")];
        CsvText.Line(text, columns);
        foreach (var decision in decisions)
        {
            using var cell = JsonDocument.Parse(decision.Cell ?? "{}");
            string[] fields =
            [
                decision.Number.ToString(CultureInfo.InvariantCulture), decision.Kind.ToString(),
                Number(decision.Trial),
                .. names.Select(name => cell.RootElement.TryGetProperty(name, out var value) ? CsvText.Field(Text(value)) : ""),
                CsvText.Field(decision.Reason),
                .. Only(hasLevels, Number(decision.Level), Number(decision.Tick)),
                .. Only(hasTimes, CsvText.Value(decision.Time)),
            ];
            CsvText.Line(text, fields);
        }

        return text.ToString();
    }

    private static string[] Only(bool condition, params string[] texts) => condition ? texts : [];

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>A value as sweep files have it.</summary>
    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "none",
        _ => value.GetRawText(),
    };
}
