using System.Globalization;
using System.Text;
using Sweep.Client.Backends;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Tables;

/// <summary>A trial with all its series.</summary>
internal sealed record TrialExport(TrialSummary Trial, IReadOnlyDictionary<string, IReadOnlyList<MetricPoint>> Series);

/// <summary>
/// Writes metrics in long form, one value per line, which data-frame libraries read directly:
/// <c>trial,status,seed,{varied…},metric,step,value,processors</c>. The last column is the number of kinds of processors that trained the
/// trial; 0 means unknown. If trials are held at levels, there is a column more for each, such as <c>best_at_epoch_9</c>: the best value of
/// the objective up to there, empty if the trial has not passed it. A trial without metrics has no line. NaN is <c>NaN</c>, infinities are
/// <c>Infinity</c> and <c>-Infinity</c>.
/// </summary>
internal static class TrialCsv
{
    public static string Write(SweepSummary sweep, IEnumerable<TrialExport> trials)
    {
        // The seed always has a column of its own.
        var varied = sweep.VariedNames.Where(name => name != SweepSummary.SeedName).ToList();
        var levels = sweep.Spec.Stop is { Kind: StopKind.Asha } stop ? stop.Rungs : [];
        var text = new StringBuilder();
        string[] names =
        [
            "trial", "status", "seed", .. varied, "metric", "step", "value", "processors",
            .. levels.Select(level => $"best_at_{sweep.Spec.Schema.Resource.Name}_{level}"),
        ];
        text.Append(string.Join(',', names)).Append('\n');
        foreach (var (trial, series) in trials)
        {
            string[] head =
            [
                new SweepReference(sweep.Folder, trial.Id.Number).ToString(), trial.Status.ToString(),
                trial.Seed.ToString(CultureInfo.InvariantCulture),
                .. varied.Select(name => TrialText.Varied(sweep, trial, name) ?? ""),
            ];
            var prefix = string.Join(',', head);
            var rungs = string.Concat(levels.Select(level => $",{Best(trial, level)}"));
            foreach (var point in series.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value))
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{prefix},{point.Metric},{point.Step},{point.Value:R},{trial.Processors.Length}{rungs}\n");
            }
        }

        return text.ToString();
    }

    private static string Best(TrialSummary trial, long level) =>
        trial.Rungs.FirstOrDefault(rung => rung.Level == level)?.Best.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
