using System.Globalization;
using Sweep.Client.Claims;
using Sweep.Client.HtmlReport.Documents;

namespace Sweep.Client.HtmlReport.Sections;

/// <summary>Shows the verdicts on the sweep's claims.</summary>
internal static class FindingsSection
{
    /// <returns>Null if the sweep has no claims.</returns>
    public static Section? Build(ReportFacts facts)
    {
        if (facts.Findings.Count == 0) { return null; }
        var table = new Table(
            "Claims and what the sweep says about them",
            [new("Claim", false), new("Finding", false), new("Numbers", false)],
            [.. facts.Findings.Select(Row)]);
        var groups = facts.Findings.SelectMany(finding => finding.Groups.Select(group => (finding, group))).ToList();
        return new("findings", "Findings", groups.Count == 0 ? [table] : [table, Groups(groups)]);
    }

    private static IReadOnlyList<Cell> Row(ClaimFinding finding) =>
        [
            new(finding.Says),
            new(finding.Verdict.ToString().ToLowerInvariant(), Mark: finding.Verdict.ToString().ToLowerInvariant()),
            new(finding.Reason),
        ];

    private static Table Groups(IEnumerable<(ClaimFinding Finding, GroupValue Group)> groups) => new(
        "What was measured for them, over the seeds",
        [new("Claim", false), new("Trials", false), new("Mean", true), new("Standard deviation", true), new("Each seed", false)],
        [.. groups.Select(entry => (IReadOnlyList<Cell>)
        [
            new(entry.Finding.Says),
            new(entry.Group.Label),
            entry.Group.Seeds.Count == 0 ? new("–") : Phrases.NumberCell(entry.Group.Mean),
            Phrases.NumberCell(entry.Group.Spread),
            new(
                string.Join(
                    ", ",
                    entry.Group.Seeds.Select(
                        seed => string.Create(CultureInfo.InvariantCulture, $"{seed.Seed}: {Phrases.Number(seed.Value)}")))),
        ])]);
}
