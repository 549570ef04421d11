using System.Globalization;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Sweep.Grains.Trials;

namespace Sweep.Silo.TensorBoard;

/// <summary>A trial's configuration as a Markdown table.</summary>
internal static class ConfigText
{
    public static string Of(TrialAssignment assignment)
    {
        var text = new StringBuilder("| setting | value |\n| --- | --- |\n");
        Row(text, "sweep", assignment.SweepName);
        Row(text, "trial", assignment.Trial.Number.ToString(CultureInfo.InvariantCulture));
        Row(text, "corpus", assignment.Corpus);
        Row(text, "objective", $"{assignment.Objective.Metric}, {assignment.Objective.Goal}");
        foreach (var (name, value) in HyperparameterColumns.Of(assignment.Hyperparameters, assignment.Seed))
        {
            Row(text, name, value.KindCase is Value.KindOneofCase.StringValue
                ? value.StringValue
                : value.NumberValue.ToString(CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    // A bar would end the cell: a path may hold one.
    private static void Row(StringBuilder text, string name, string value) =>
        text.Append(CultureInfo.InvariantCulture, $"| {name} | {value.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
}
