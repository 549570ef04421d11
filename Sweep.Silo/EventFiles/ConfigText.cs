using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Sweep.Grains.Trials;

namespace Sweep.Silo.EventFiles;

/// <summary>A trial's configuration as a Markdown table.</summary>
internal static class ConfigText
{
    public static string Of(TrialAssignment assignment)
    {
        var table = new MarkdownTable("setting");
        table.Row("sweep", assignment.SweepName);
        table.Row("trial", assignment.Trial.Number.ToString(CultureInfo.InvariantCulture));
        table.Row("corpus", assignment.Corpus);
        table.Row("objective", $"{assignment.Objective.Metric}, {assignment.Objective.Goal}");
        foreach (var (name, value) in HyperparameterColumns.Of(assignment.Hyperparameters, assignment.Seed))
        {
            table.Row(name, value.KindCase is Value.KindOneofCase.StringValue
                ? value.StringValue
                : value.NumberValue.ToString(CultureInfo.InvariantCulture));
        }

        return table.ToString();
    }
}
