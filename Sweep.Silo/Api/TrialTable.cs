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
        CsvText.Line(text, [
            "rank", "trial", "status", .. sweep.VariedNames.Select(CsvText.Cell), "best", "best_step", "last", "step", "total_steps",
            "seconds", "attempts", "reason",
        ]);
        foreach (var (index, trial) in trials.Index())
        {
            CsvText.Line(text, [
                CsvText.Value(index + 1), CsvText.Value(trial.Id.Number), trial.Status.ToString(),
                .. sweep.VariedNames.Select(name => CsvText.Cell(TrialText.Varied(sweep, trial, name) ?? "")),
                CsvText.Value(trial.Best?.Value), CsvText.Value(trial.Best?.Step), CsvText.Value(trial.Last?.Value),
                CsvText.Value(trial.Step), CsvText.Value(trial.TotalSteps), CsvText.Value(trial.Seconds),
                CsvText.Value(trial.Attempts), CsvText.Cell(trial.Reason ?? ""),
            ]);
        }

        return text.ToString();
    }
}
