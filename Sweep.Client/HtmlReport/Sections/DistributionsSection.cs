using Sweep.Client.HtmlReport.Analysis;
using Sweep.Client.HtmlReport.Documents;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;

namespace Sweep.Client.HtmlReport.Sections;

/// <summary>Shows the outputs of the recurrent layer over time: whether they saturate, recover or spread.</summary>
internal static class DistributionsSection
{
    /// <summary>The tensor's name in the database.</summary>
    public const string Tensor = "outputs/rnn";

    private const int MostMaps = 16;

    public static Section Build(ReportFacts facts)
    {
        var found = facts.Recurrent.ToDictionary(trial => trial.Trial);
        if (DistributionMap.Range(facts.Recurrent) is not { } ends)
        {
            return Whole(Paragraph.Note($"No trial has a histogram of {Tensor} (max_histograms 0, or none was due yet)."));
        }

        var shown = facts.Ranked.Where(trial => found.ContainsKey(trial.Id.Number)).ToList();
        var groups = facts.Sweep.Spec.Axes.Select(axis => (axis.Name, Trials: axis.Values
            .Select(
                value => (
                    What: $"{axis.Name} {value}, its best",
                    Trial: shown.Find(trial => TrialText.Varied(facts.Sweep, trial, axis.Name) == value)))
            .Where(entry => entry.Trial is not null)
            .ToList())).Where(group => group.Trials.Count > 1).ToList();
        var blocks = new List<Block>
        {
            new Paragraph(
                $"{Tensor}, the recurrent layer's outputs, over the steps: the stronger the colour, the more of them lie there. All maps "
                    + "have one scale of values and one of colours."),
        };
        if (groups.Count == 0) { blocks.Add(new ChartRow([Map(facts, shown[0], found, ends, "The best that has them")])); }
        var left = MostMaps;
        foreach (var (name, trials) in groups)
        {
            var maps = trials.Take(left).Select(entry => Map(facts, entry.Trial!, found, ends, entry.What)).ToList();
            left -= maps.Count;
            if (maps.Count > 0) { blocks.AddRange([new Heading(name), new ChartRow(maps)]); }
        }

        return Whole([.. blocks]);
    }

    /// <summary>The trials that may be shown: for each value the best two that have begun, in case the best has no histograms.</summary>
    public static IReadOnlyCollection<int> Candidates(SweepSummary sweep, IReadOnlyList<TrialSummary> ranked)
    {
        var begun = ranked.Where(trial => trial.Step > 0).ToList();
        var best = sweep.Spec.Axes.SelectMany(
            axis => axis.Values.SelectMany(value => begun.Where(trial => TrialText.Varied(sweep, trial, axis.Name) == value).Take(2)));
        return [.. begun.Take(2).Concat(best).Select(trial => trial.Id.Number).Distinct()];
    }

    private static Section Whole(params IReadOnlyList<Block> blocks) =>
        new("distributions", "Recurrent outputs", blocks, IsPictorial: true);

    private static Chart Map(
        ReportFacts facts, TrialSummary trial, Dictionary<int, TrialHistograms> found, (double Low, double High) range, string what)
    {
        var map = DistributionMap.Of(found[trial.Id.Number], range.Low, range.High);
        var label = Phrases.Label(facts.Sweep, trial) + (trial == facts.Best ? ", the best of all" : "");
        var broken = map.NotFinite > 0 ? $"; {Numbers.Count(map.NotFinite, "element")} not finite" : "";
        return new(
            "distribution",
            $"{what}: {label}{broken}",
            $"Distribution of {Tensor} of trial {label} over {map.Steps.Count} steps, values from {Phrases.Number(range.Low)} to "
                + $"{Phrases.Number(range.High)}.",
            map.ToJson());
    }
}
