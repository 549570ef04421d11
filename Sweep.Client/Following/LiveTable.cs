using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Reports;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.Following;

/// <summary>The live table: one line per trial, and an overall bar. Fits into any terminal: columns and rows that have no room are left out.</summary>
internal static class LiveTable
{
    /// <summary>Lines that are not trials: the table's head and edges, the bar, the counts, and the line of the cursor.</summary>
    private const int OtherLines = 8;

    public static IRenderable Render(FollowSnapshot snapshot, int width, int height)
    {
        var shown = LiveRows.Choose(snapshot.Trials, Math.Max(1, height - OtherLines));
        var columns = LiveColumns.Fit(LiveColumns.All(snapshot.Sweep), shown, width);
        var table = Tables.Create();
        columns.ForEach(column => table.AddColumn(column.IsText ? Tables.Left(column.Header) : Tables.Right(column.Header)));
        foreach (var trial in shown)
        {
            table.AddRow(columns.Select(column => Cell(column, trial)));
        }

        var hidden = snapshot.Trials.Count - shown.Count;
        var counts = SweepTable.Counts(snapshot.Sweep) + (hidden > 0 ? $"; {Numbers.Count(hidden)} not shown" : "");
        return new Rows(table, new Text(LiveBar.Text(snapshot, width)), new Text(counts) { Overflow = Overflow.Ellipsis });
    }

    private static Text Cell(LiveColumn column, TrialSummary trial) => new(column.Value(trial), trial.Status switch
    {
        TrialStatus.Running => Style.Plain,
        TrialStatus.Completed or TrialStatus.Pruned => new Style(Color.Green),
        TrialStatus.Diverged or TrialStatus.Failed => new Style(Color.Red),
        _ => new Style(decoration: Decoration.Dim),
    });
}
