using System.Text.Json;
using Sweep.Tests.Cluster;
using Sweep.Tests.Tools;

namespace Sweep.Tests.HtmlReport;

/// <summary>What a browser saw of a report.</summary>
/// <param name="Requests">Everything it asked for but the file itself.</param>
/// <param name="Errors">What its console said in warning.</param>
/// <param name="Views">By <c>light</c>, <c>dark</c>, <c>phone</c> and <c>paper</c>.</param>
internal sealed record ReportVisit(string[] Requests, string[] Errors, Dictionary<string, ReportView> Views)
{
    /// <summary>Opens a report in headless Chromium.</summary>
    public static async Task<ReportVisit> MakeAsync(string file)
    {
        var own = Path.Combine(Repository.Folder, "Sweep.Tests", "HtmlReport");
        RequiredTool.NodeModules(own);
        string[] command =
        [
            RequiredTool.Find("node", "nodejs"), Path.Combine(own, "visit.js"), RequiredTool.Find("chromium", "chromium"), file,
        ];

        // SHERLOCK_REPORT_PICTURES names a folder for what there is to see, for people.
        if (Environment.GetEnvironmentVariable("SHERLOCK_REPORT_PICTURES") is { Length: > 0 } pictures)
        {
            command = [.. command, pictures];
        }

        await using var process = GuardedProcess.Start(Path.GetDirectoryName(file)!, new Dictionary<string, string>(), command);
        var ended = await process.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
        return JsonSerializer.Deserialize<ReportVisit>(ended.Out, JsonSerializerOptions.Web)!;
    }
}

/// <param name="Overflow">Pixels by which the page is wider than the screen.</param>
/// <param name="Tip">What pointing at a curve says.</param>
/// <param name="SortedUp">The first cell of the table of trials, sorted by its first column with the keyboard;
/// <paramref name="SortedDown"/> the other way.</param>
/// <param name="Switched">The same page when the reader's light has changed.</param>
internal sealed record ReportView(
    ReportChart[] Charts,
    string Background,
    string Ink,
    string ChartInk,
    int Overflow,
    bool HasContents,
    string Title,
    string[] Headings,
    string[] Captions,
    int Elements,
    string Text,
    string? Tip,
    bool SecondsChangeIt,
    bool BandChangesIt,
    string? SortedUp,
    string? SortedDown,
    int PdfBytes,
    ReportView? Switched);

/// <param name="Label">What is read out instead of it.</param>
/// <param name="Marks">Shapes that are drawn.</param>
/// <param name="Width">There is for it.</param>
/// <param name="Drawn">It takes.</param>
/// <param name="Text">All that is written in it.</param>
internal sealed record ReportChart(string Kind, string Label, int Marks, int Width, int Drawn, string Text);
