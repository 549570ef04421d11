using Sweep.Client.HtmlReport.Documents;
using Sweep.Client.Terminal;

namespace Sweep.Client.HtmlReport.Sections;

/// <summary>Says where the sweep ran, and how to run it again.</summary>
internal static class RepeatSection
{
    public static Section Build(ReportFacts facts)
    {
        var (sweep, origin) = (facts.Sweep, facts.Origin);
        var silos = facts.Ranked.Select(trial => trial.Silo).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        var kinds = facts.Ranked.SelectMany(trial => trial.Processors).Distinct().Order(StringComparer.Ordinal).ToList();
        var file = $"{sweep.Name}.yaml";
        return new(
            "repeat",
            "Environment, and how to repeat it",
            [
                new FactList(
                [
                    ("Sweep", $"{sweep.Folder}, id {sweep.Id:n}"),
                    ("Submitted", Phrases.Time(sweep.CreatedAt)),
                    ("Finished", Phrases.Time(sweep.FinishedAt)),
                    (
                        "Trained",
                        $"{Numbers.Seconds(facts.Ranked.Sum(trial => trial.Seconds))} s of trials' time in "
                            + $"{Numbers.Count(facts.Ranked.Sum(trial => (long)trial.Attempts), "attempt")}"),
                    ("Processors", kinds.Count == 0 ? "–" : string.Join(", ", kinds)),
                    ("Silos", silos.Count == 0 ? "–" : string.Join(", ", silos)),
                    ("Report", $"{Phrases.Time(origin.MadeAt)} by Sherlock {origin.Version} on {origin.Runtime}, {origin.System}"),
                ]),
                new Paragraph($"The grid; as {file} it is the same sweep:"),
                new Code(GridWriter.Write(sweep.Spec), "yaml"),
                new Paragraph("The sweep, and the report, again:"),
                new Code($"dotnet run -c Release --project Sweep.Silo -- run {file}\n{origin.RepeatReport}", "shell"),
            ]);
    }
}
