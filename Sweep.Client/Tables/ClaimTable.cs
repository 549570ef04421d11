using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Claims;

namespace Sweep.Client.Tables;

/// <summary>
/// Shows claims with their verdicts: the verdict on the left; on the right the claim and below it the reason, both wrapped.
/// </summary>
internal static class ClaimTable
{
    public static IRenderable Render(IReadOnlyList<ClaimFinding> findings)
    {
        var table = TableStyle.Create().AddColumn(TableStyle.Left("verdict")).AddColumn(new TableColumn("claim"));
        foreach (var finding in findings)
        {
            table.AddRow(new Text(Word(finding.Verdict), Look(finding.Verdict)), new Text(finding.Says));
            table.AddRow(Text.Empty, new Text(finding.Reason, new Style(decoration: Decoration.Dim)));
        }

        return table;
    }

    /// <summary>One line per claim, for places that have no room for a table.</summary>
    public static string Line(ClaimFinding finding) => $"{Word(finding.Verdict)}: {finding.Says} ({finding.Reason})";

    private static string Word(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    private static Style Look(Verdict verdict) => verdict switch
    {
        Verdict.Confirmed => new Style(Color.Green),
        Verdict.Refuted => new Style(Color.Red),
        _ => new Style(Color.Yellow),
    };
}
