namespace Sweep.Client.HtmlReport.Documents;

/// <summary>Reads the files that every page contains from this assembly.</summary>
internal static class PageFiles
{
    private static readonly string[] _scripts =
    [
        "echarts.js", "look.js", "curves.js", "effects.js", "search.js", "distributions.js", "tables.js", "report.js",
    ];

    public static string Style => Read("report.css");

    /// <summary>The scripts in the order in which they must run, the charting library first.</summary>
    public static IEnumerable<string> Scripts => _scripts.Select(Read);

    private static string Read(string name)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream($"report/{name}")
            ?? throw new InvalidOperationException($"The file {name} of the report is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
