using System.Text.Json;
using Sweep.Tests.Cluster;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Dashboard;

/// <summary>What a browser saw of the dashboard.</summary>
/// <param name="Requests">Requests to other hosts.</param>
/// <param name="Errors">What its console said in warning.</param>
/// <param name="Violations">What axe-core found, with the page that has it.</param>
/// <param name="Overflows">The pages that are wider than their window, if it is narrow.</param>
/// <param name="Pages">By name; for a sweep's page the name of its part.</param>
/// <param name="Used">What came of using it.</param>
internal sealed record DashboardVisit(
    string[] Requests, string[] Errors, string[] Violations, string[] Overflows, Dictionary<string, SeenPage> Pages, UsedPage Used)
{
    /// <summary>
    /// Begins a command that ends in any case: with the process that is stopped or killed in its place, and at the latest after a time that
    /// no visit needs.
    /// </summary>
    public static IReadOnlyList<string> Guarded { get; } =
        ["timeout", "--foreground", "--signal=KILL", "20m", "setpriv", "--pdeathsig", "KILL"];

    /// <summary>Starts headless Chromium at an address, whose scenario then runs.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="address">The dashboard's address with a token.</param>
    /// <param name="scenario">A scenario of visit.js.</param>
    public static GuardedProcess Start(string folder, string address, string scenario)
    {
        // SHERLOCK_DASHBOARD_PICTURES names a folder for what there is to see, for people.
        string[] pictures = Environment.GetEnvironmentVariable("SHERLOCK_DASHBOARD_PICTURES") is { Length: > 0 } wanted ? [wanted] : [];
        return StartScript(folder, "visit.js", [address, scenario, .. pictures]);
    }

    /// <summary>Starts a script that drives headless Chromium, with the browser's path as its first argument.</summary>
    public static GuardedProcess StartScript(string folder, string script, params string[] arguments)
    {
        var own = Path.Combine(Repository.Folder, "Sweep.Tests", "Dashboard");
        RequiredTool.NodeModules(own);
        return GuardedProcess.Start(
            folder,
            new Dictionary<string, string>(),
            [
                .. Guarded, RequiredTool.Find("node", "nodejs"), Path.Combine(own, script),
                RequiredTool.Find("chromium", "chromium"), .. arguments,
            ]);
    }

    /// <summary>Waits for the end of a scenario, which must succeed. Its last line is what it saw.</summary>
    public static async Task<DashboardVisit> OfAsync(GuardedProcess browser)
    {
        var ended = await browser.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
        return JsonSerializer.Deserialize<DashboardVisit>(ended.Out.TrimEnd().Split('\n')[^1], JsonSerializerOptions.Web)!;
    }
}

/// <param name="Elements">Images, scripts and frames in the page's content.</param>
/// <param name="Tabs">The parts that a sweep's page offers.</param>
internal sealed record SeenPage(string Title, string Text, int Elements, string[] Tabs, SeenChart[] Charts);

/// <param name="Label">What is read out instead of it.</param>
/// <param name="Series">The number of points, lines and bars.</param>
internal sealed record SeenChart(string Kind, string Label, int Series);

/// <param name="PlaceAfterToken">The address after the page has used its token.</param>
/// <param name="Sorted">The first trial after a sort by number.</param>
/// <param name="Filtered">The number of trials with the word gru.</param>
/// <param name="Columns">The heads of the table of trials with a column more.</param>
/// <param name="Csv">The number of lines of the CSV file, with the end.</param>
/// <param name="Grew">By how many points the curves grew under the reader's eyes.</param>
/// <param name="Dialogs">The number of dialogs that stayed open after Escape.</param>
/// <param name="Events">The time line after the sweep was steered, or its silo killed.</param>
/// <param name="Refused">What the page said to a wrong token.</param>
/// <param name="Admin">The buttons of a sweep's page for an admin.</param>
/// <param name="Viewer">The buttons of a sweep's page for a viewer.</param>
internal sealed record UsedPage(
    string PlaceAfterToken, string Sorted, int Filtered, string[] Columns, int Csv, int Grew, int Dialogs, string Events,
    string Refused, string[] Admin, string[] Viewer);
