using System.Globalization;
using Sweep.Client.HtmlReport.Documents;
using Sweep.Client.Terminal;
using Sweep.Grains.Grids;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.HtmlReport.Sections;

/// <summary>Shows what the sweep varied, and the corpus.</summary>
internal static class OverviewSection
{
    public static Section Build(ReportFacts facts) => new("overview", "What was swept", [.. Blocks(facts)]);

    private static IEnumerable<Block> Blocks(ReportFacts facts)
    {
        var (sweep, spec) = (facts.Sweep, facts.Sweep.Spec);
        if (facts.MeasuredTrials == 0)
        {
            yield return Paragraph.Note($"No trial has finished with a finite {spec.Objective.Metric}: {Counts(sweep)}.");
        }

        yield return new FactList(
        [
            ("Corpus", Corpus(facts)),
            ("Objective", Phrases.Goal(spec.Objective)),
            ("Trials", $"{Numbers.Count(sweep.Trials)}: {Counts(sweep)}"),
            (
                spec.Seeds.Length == 1 ? "Seed" : "Seeds",
                string.Join(", ", spec.Seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture)))),
            .. spec.Axes.Where(axis => axis.Values.Length > 1).Select(axis => ($"Varied: {axis.Name}", string.Join(", ", axis.Values))),
            .. spec.Search?.Space.Select(axis => ($"Searched: {axis.Name}", axis.Describe())) ?? [],
            .. spec.Search is { } search ? [("Sampler", $"{search.Sampler}, seed {search.Seed}")] : Array.Empty<(string, string)>(),
            ("Fixed", Fixed(sweep, isDefault: false)),
            ("At their defaults", Fixed(sweep, isDefault: true)),
        ]);
        if (spec.Search is null && !GridExpansion.IsWhole(spec, sweep.Trials))
        {
            yield return Paragraph.Note("The sweep was extended: not every combination of these values is a trial of it.");
        }

        if (spec.Search is null && spec.Axes.All(axis => axis.Values.Length == 1)) { yield return Paragraph.Note("Nothing was varied."); }
        foreach (var trial in facts.Ranked.Where(trial => trial.Status is TrialStatus.Diverged or TrialStatus.Failed).Take(10))
        {
            yield return Paragraph.Note(
                $"Trial {Phrases.Label(sweep, trial)} {Word(trial.Status)}{(trial.Reason is { } reason ? $": {reason}" : ".")}");
        }
    }

    private static string Corpus(ReportFacts facts) => facts.Corpus is { } size
        ? $"{facts.Sweep.Spec.Corpus}: {Numbers.Count(size.Tokens)} words and marks, {Numbers.Count(size.Vocabulary)} of them distinct, in "
            + $"{Numbers.Count(size.Lines)} lines"
        : facts.Sweep.Spec.Corpus;

    private static string Counts(SweepSummary sweep) =>
        string.Join(", ", sweep.Counts.Select(count => $"{Numbers.Count(count.Value)} {Word(count.Key)}"));

    private static string Word(TrialStatus status) => status.ToString().ToLowerInvariant();

    private static string Fixed(SweepSummary sweep, bool isDefault)
    {
        var spec = sweep.Spec;

        // An axis with one value varies nothing.
        var trial = spec.Axes.Aggregate(spec.Trial, (fixedOnes, axis) => spec.Schema.With(fixedOnes, axis.Name, axis.Values[0]));
        var names = trial.Names.Except(spec.Varied.Where(name => spec.Values(name).Length != 1))
            .Where(name => trial.Text(name) == spec.Schema.Defaults.Text(name) == isDefault)
            .Select(name => $"{name} {trial.Text(name)}");
        return string.Join(", ", names) is { Length: > 0 } text ? text : "–";
    }
}
