using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Claims;

namespace Sweep.Client.Tables;

/// <summary>Claims and what became of them: the verdict, and beside it the claim and the reason under it, which wrap.</summary>
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

    /// <summary>One line, where there is no room for more.</summary>
    public static string Line(ClaimFinding finding) => $"{Word(finding.Verdict)}: {finding.Says} ({finding.Reason})";

    private static string Word(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    private static Style Look(Verdict verdict) => verdict switch
    {
        Verdict.Confirmed => new Style(Color.Green),
        Verdict.Refuted => new Style(Color.Red),
        _ => new Style(Color.Yellow),
    };
}
