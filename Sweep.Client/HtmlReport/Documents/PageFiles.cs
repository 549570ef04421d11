namespace Sweep.Client.HtmlReport.Documents;

/// <summary>Reads the files that every page with charts contains from this assembly.</summary>
internal static class PageFiles
{
    /// <summary>The names of the files that reports and the dashboard share. The scripts must run in this order.</summary>
    public static IReadOnlyList<string> Shared { get; } =
    [
        "look.css", "echarts.js", "look.js", "controls.js", "bands.js", "curves.js", "parallel.js", "effects.js", "search.js",
        "distributions.js", "tables.js", "charts.js",
    ];

    public static string Style => Read("look.css") + Read("report.css");

    /// <summary>The scripts of a report in the order in which they must run, the charting library first.</summary>
    public static IEnumerable<string> Scripts =>
        Shared.Where(name => name.EndsWith(".js", StringComparison.Ordinal)).Append("report.js").Select(Read);

    public static string Read(string name)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream($"report/{name}")
            ?? throw new InvalidOperationException($"The file {name} of the report is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
