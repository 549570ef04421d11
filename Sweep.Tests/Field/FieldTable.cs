using System.Globalization;
using Sweep.Tests.Cluster;

namespace Sweep.Tests.Field;

/// <summary>Says what came of the faults of a run, as a table in Markdown with a row for each kind.</summary>
internal static class FieldTable
{
    public static void Tell(IReadOnlyList<FaultOutcome> outcomes, FieldSweeps sweeps)
    {
        Measured.Tell("| fault | times | it lasts | silos started again | until all silos are members again: median, longest |");
        Measured.Tell("| --- | --- | --- | --- | --- |");
        foreach (var kind in outcomes.GroupBy(outcome => outcome.What)) { Measured.Tell(Row(kind.Key, [.. kind])); }
        Measured.Tell(string.Create(
            CultureInfo.InvariantCulture, $"{outcomes.Count} faults, {sweeps.Checked} sweeps; attempts by outcome: {sweeps.Outcomes}"));
    }

    private static string Row(string what, IReadOnlyList<FaultOutcome> outcomes)
    {
        var lengths = outcomes.Select(outcome => outcome.Length.TotalSeconds).ToList();
        var backs = outcomes.Select(outcome => outcome.Back).OfType<TimeSpan>().Select(back => back.TotalSeconds).Order().ToList();
        var back = backs.Count == 0 ? "not waited for" : string.Create(
            CultureInfo.InvariantCulture, $"{backs[backs.Count / 2]:0.0} s, {backs[^1]:0.0} s");
        var restarts = outcomes.Sum(outcome => outcome.Restarts);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {outcomes.Count} | {lengths.Min():0} to {lengths.Max():0} s | {restarts} | {back} |");
    }
}
