using Sweep.Client.HtmlReport.Analysis;
using Sweep.Client.HtmlReport.Documents;
using Sweep.Client.HtmlReport.Sections;
using Sweep.Client.Ranking;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;

namespace Sweep.Client.HtmlReport;

/// <summary>Builds a document from facts.</summary>
internal static class ReportBuilder
{
    private static readonly (string Id, Func<ReportFacts, Section?> Build)[] _sections =
    [
        ("overview", OverviewSection.Build),
        ("findings", FindingsSection.Build),
        ("trials", TrialsSection.Build),
        ("progress", ProgressSection.Build),
        ("rungs", RungsSection.Build),
        ("curves", CurvesSection.Build),
        ("parallel", ParallelSection.Build),
        ("effects", EffectsSection.Build),
        ("distributions", DistributionsSection.Build),
        ("time", TimeSection.Build),
        ("words", WordsSection.Build),
        ("repeat", RepeatSection.Build),
    ];

    /// <summary>The anchors of the sections that a report can have.</summary>
    public static IReadOnlyList<string> Parts { get; } = [.. _sections.Select(section => section.Id)];

    /// <param name="parts">The requested sections; empty means all.</param>
    public static ReportDocument Build(ReportFacts facts, params IReadOnlyCollection<string> parts) => new(
        $"Sweep {facts.Sweep.Folder}",
        Lead(facts),
        [.. _sections.Where(section => Wants(parts, section.Id)).Select(section => section.Build(facts)).OfType<Section>()]);

    /// <param name="parts">As for <see cref="Build"/>.</param>
    public static bool Wants(IReadOnlyCollection<string> parts, string part) => parts.Count == 0 || parts.Contains(part);

    private static string Lead(string trials, SweepSummary sweep, RankedCombination first, TrialSummary best)
    {
        var varied = TrialText.Varied(sweep, best, sweep.Spec.Varied);
        return $"{trials}; best mean {sweep.Spec.Objective.Metric} {Phrases.Mean(first)} over {CombinationTable.Seeds(first)} seeds"
            + $"{(varied.Length > 0 ? $" ({varied})" : "")}; its best trial is {best.Id.Number}, with "
            + $"{Phrases.Number(Counted.Value(best))}.";
    }

    private static string Lead(ReportFacts facts)
    {
        var (sweep, best) = (facts.Sweep, facts.Best);
        var trials = Numbers.Count(sweep.Trials, "trial") + (sweep.Spec.Corpus.Length > 0 ? $" on {sweep.Spec.Corpus}" : "");
        if (best is null)
        {
            return $"{trials}. No trial has finished with a finite {sweep.Spec.Objective.Metric} yet: what compares finished trials is "
                + "left out.";
        }

        if (facts.Combinations is [var first, ..] && first.Trials.Contains(best)) { return Lead(trials, sweep, first, best); }
        var varied = Phrases.Varied(sweep, best);
        return $"{trials}; best {sweep.Spec.Objective.Metric} {Phrases.Number(Counted.Value(best))} by trial "
            + $"{best.Id.Number}{(varied.Length > 0 ? $" ({varied})" : "")}.";
    }
}
