using System.Text;
using Sweep.Client.Backends;
using Sweep.Grains.Storage;

namespace Sweep.Client.Tables;

/// <summary>
/// Writes one line per trial: <c>trial,status,reason,seed,{hyperparameters…},best,best_step,last,last_step,step,total_steps,seconds,
/// attempts,silo,processors,started_at,finished_at,weights_hash</c>. The hyperparameters that vary come first. <c>best</c> and <c>last</c>
/// are values of the objective. What a trial lacks is empty.
/// </summary>
internal static class TrialRowCsv
{
    public static string Write(SweepSummary sweep, IReadOnlyList<TrialSummary> trials)
    {
        string[] names = [.. sweep.Spec.Varied.Concat(trials.SelectMany(trial => trial.Hyperparameters.Names)).Distinct()];
        var text = new StringBuilder();
        CsvText.Line(
            text,
            [
                "trial", "status", "reason", "seed", .. names.Select(CsvText.Cell), "best", "best_step", "last", "last_step", "step",
                "total_steps", "seconds", "attempts", "silo", "processors", "started_at", "finished_at", "weights_hash",
            ]);
        foreach (var trial in trials)
        {
            CsvText.Line(
                text,
                [
                    new SweepReference(sweep.Folder, trial.Id.Number).ToString(), trial.Status.ToString(), CsvText.Cell(trial.Reason ?? ""),
                    CsvText.Value(trial.Seed),
                    .. names.Select(name => CsvText.Cell(TrialText.Varied(sweep, trial, name) ?? "")),
                    CsvText.Value(trial.Best?.Value), CsvText.Value(trial.Best?.Step), CsvText.Value(trial.Last?.Value),
                    CsvText.Value(trial.Last?.Step), CsvText.Value(trial.Step), CsvText.Value(trial.TotalSteps),
                    CsvText.Value(trial.Seconds), CsvText.Value(trial.Attempts), CsvText.Cell(trial.Silo ?? ""),
                    CsvText.Value(trial.Processors.Length), CsvText.Value(trial.StartedAt), CsvText.Value(trial.FinishedAt),
                    trial.WeightsHash ?? "",
                ]);
        }

        return text.ToString();
    }
}
