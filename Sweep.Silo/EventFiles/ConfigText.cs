using System.Globalization;
using Sweep.Grains.Trials;

namespace Sweep.Silo.EventFiles;

/// <summary>Writes a trial's configuration as a Markdown table.</summary>
internal static class ConfigText
{
    public static string Of(TrialAssignment assignment)
    {
        var table = new MarkdownTable("setting");
        table.Row("sweep", assignment.SweepName);
        table.Row("trial", assignment.Trial.Number.ToString(CultureInfo.InvariantCulture));
        foreach (var setting in assignment.Schema.Settings) { table.Row(setting.Name, assignment.Settings[setting.Name]); }
        table.Row("objective", $"{assignment.Objective.Metric}, {assignment.Objective.Goal}");
        foreach (var name in assignment.Hyperparameters.Names) { table.Row(name, assignment.Hyperparameters.Text(name)); }
        table.Row("seed", assignment.Seed.ToString(CultureInfo.InvariantCulture));
        return table.ToString();
    }
}
