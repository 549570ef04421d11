using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.Following;

/// <summary>
/// Draws the live table: one line per trial, and an overall bar. It fits into any terminal: columns and rows without room are left out.
/// </summary>
internal static class LiveTable
{
    /// <summary>Lines that are not trials: the table's head and edges, the bar, the counts, and the line of the cursor.</summary>
    private const int OtherLines = 8;

    /// <param name="hasBlocks">Whether the terminal can show block characters.</param>
    public static IRenderable Render(FollowSnapshot snapshot, int width, int height, bool hasBlocks)
    {
        List<string> below = SweepTable.Waits(snapshot.Sweep) is { } waits ? [waits] : [];
        var shown = LiveRows.Choose(snapshot.Trials, Math.Max(1, height - OtherLines - below.Count));
        var (table, columns) = FittedTable.Create(LiveColumns.All(snapshot.Sweep), shown, width, Cell);
        var hidden = snapshot.Trials.Count - shown.Count;
        string[] missing =
        [
            .. hidden > 0 ? [Numbers.Count(hidden, "trial")] : Array.Empty<string>(),
            .. columns,
        ];
        var counts = SweepTable.Counts(snapshot.Sweep) + (missing.Length > 0 ? $"; not shown: {string.Join(", ", missing)}" : "");
        return new Rows(
        [
            table,
            new Text(LiveBar.Text(snapshot, width, hasBlocks)),
            .. below.Prepend(counts).Select(line => new Text(line) { Overflow = Overflow.Ellipsis }),
        ]);
    }

    private static Text Cell(TrialSummary trial, string text) => new(text, trial.Status switch
    {
        TrialStatus.Running => Style.Plain,
        TrialStatus.Completed or TrialStatus.Pruned => new Style(Color.Green),
        TrialStatus.Diverged or TrialStatus.Failed => new Style(Color.Red),
        _ => new Style(decoration: Decoration.Dim),
    });
}
