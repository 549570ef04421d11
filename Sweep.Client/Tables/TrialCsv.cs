using System.Globalization;
using System.Text;
using Sweep.Client.Backends;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Tables;

/// <summary>
/// Writes metrics in long form, one value per line, which data-frame libraries read directly:
/// <c>trial,status,seed,{varied…},metric,step,value,processors</c>. The column <c>processors</c> is the number of kinds of processors that
/// trained the trial; 0 means unknown. If trials are held at levels, there is a column more for each, such as
/// <c>best_at_epoch_9</c>: the best value of the objective up to there, empty if the trial has not passed it. If times are wanted,
/// <c>time</c> is the last column. A trial without metrics has no line. NaN is <c>NaN</c>, infinities are <c>Infinity</c> and
/// <c>-Infinity</c>.
/// </summary>
internal static class TrialCsv
{
    public static string Write(SweepSummary sweep, IEnumerable<TrialExport> trials, bool hasTimes)
    {
        // The seed always has a column of its own.
        var varied = sweep.VariedNames.Where(name => name != SweepSummary.SeedName).ToList();
        var levels = sweep.Spec.Stop is { Kind: StopKind.Asha } stop ? stop.Rungs : [];
        var text = new StringBuilder();
        CsvText.Line(
            text,
            [
                "trial", "status", "seed", .. varied, "metric", "step", "value", "processors",
                .. levels.Select(level => $"best_at_{sweep.Spec.Schema.Resource.Name}_{level}"),
                .. hasTimes ? ["time"] : Array.Empty<string>(),
            ]);
        foreach (var (trial, points) in trials)
        {
            string[] head =
            [
                new SweepReference(sweep.Folder, trial.Id.Number).ToString(), trial.Status.ToString(), CsvText.Value(trial.Seed),
                .. varied.Select(name => CsvText.Field(TrialText.Varied(sweep, trial, name) ?? "")),
            ];
            var prefix = string.Join(',', head);
            var rungs = string.Concat(levels.Select(level => $",{Best(trial, level)}"));
            foreach (var (point, time) in points)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{prefix},{point.Metric},{point.Step},{point.Value:R},{trial.Processors.Length}{rungs}");
                text.Append(hasTimes ? $",{CsvText.Value(time)}\n" : "\n");
            }
        }

        return text.ToString();
    }

    private static string Best(TrialSummary trial, long level) =>
        trial.Rungs.FirstOrDefault(rung => rung.Level == level)?.Best.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
