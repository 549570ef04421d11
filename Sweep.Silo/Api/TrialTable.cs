using System.Globalization;
using System.Text;
using Sweep.Client.Tables;
using Sweep.Grains.Storage;

namespace Sweep.Silo.Api;

/// <summary>Writes the table of trials as CSV: one line for each trial, best first.</summary>
internal static class TrialTable
{
    /// <summary>Whether a request prefers CSV to JSON.</summary>
    public static bool IsWanted(HttpRequest request) =>
        request.Headers.Accept.Any(accept => accept?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) ?? false);

    public static async Task<string> ReadAsync(ISweepReader reader, SweepSummary sweep, CancellationToken cancellationToken)
    {
        var trials = await reader.BestAsync(sweep.Id, null, cancellationToken);
        var text = new StringBuilder();
        Line(text, [
            "rank", "trial", "status", .. sweep.VariedNames, "best", "best_step", "last", "step", "total_steps", "seconds", "attempts",
            "reason",
        ]);
        foreach (var (index, trial) in trials.Index())
        {
            Line(text, [
                Text(index + 1), Text(trial.Id.Number), trial.Status.ToString(),
                .. sweep.VariedNames.Select(name => TrialText.Varied(sweep, trial, name) ?? ""),
                Text(trial.Best?.Value), Text(trial.Best?.Step), Text(trial.Last?.Value), Text(trial.Step), Text(trial.TotalSteps),
                Text(trial.Seconds), Text(trial.Attempts), trial.Reason ?? "",
            ]);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Cell)).Append('\n');

    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";

    // A spreadsheet computes a cell that begins like a formula, so such a text gets an apostrophe before it.
    private static string Cell(string text)
    {
        var isFormula = text is ['=' or '@' or '\t' or '\r' or '+' or '-', ..]
            && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        var safe = isFormula ? $"'{text}" : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
