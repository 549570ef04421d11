using Sweep.Client.SweepReport.Analysis;
using Sweep.Client.SweepReport.Documents;
using Sweep.Client.SweepReport.Sections;

namespace Sweep.Client.SweepReport;

/// <summary>Makes a document of facts.</summary>
internal static class ReportBuilder
{
    /// <summary>The sections that a report may have, by their anchors.</summary>
    public static IReadOnlyList<string> Parts { get; } =
        ["overview", "findings", "trials", "curves", "parallel", "effects", "distributions", "time", "words", "repeat"];

    /// <param name="parts">The sections that are wanted; empty: all.</param>
    public static ReportDocument Build(ReportFacts facts, params IReadOnlyCollection<string> parts)
    {
        Section?[] sections =
        [
            OverviewSection.Build(facts),
            FindingsSection.Build(facts),
            TrialsSection.Build(facts),
            CurvesSection.Build(facts),
            ParallelSection.Build(facts),
            EffectsSection.Build(facts),
            DistributionsSection.Build(facts),
            TimeSection.Build(facts),
            WordsSection.Build(facts),
            RepeatSection.Build(facts),
        ];
        return new($"Sweep {facts.Sweep.Folder}", Lead(facts), [.. sections.OfType<Section>().Where(section => Wants(parts, section.Id))]);
    }

    /// <param name="parts">As for <see cref="Build"/>.</param>
    public static bool Wants(IReadOnlyCollection<string> parts, string part) => parts.Count == 0 || parts.Contains(part);

    private static string Lead(ReportFacts facts)
    {
        var (sweep, best) = (facts.Sweep, facts.Best);
        var trials = $"{Phrases.Count(sweep.Trials, "trial")} on {sweep.Spec.Corpus}";
        if (best is null) { return $"{trials}. No trial has finished with a finite {sweep.Spec.Objective.Metric} yet: what compares finished trials is left out."; }
        var varied = Phrases.Varied(sweep, best);
        return $"{trials}; best {sweep.Spec.Objective.Metric} {Phrases.Number(Counted.Value(best))} by trial {best.Id.Number}{(varied.Length > 0 ? $" ({varied})" : "")}.";
    }
}
