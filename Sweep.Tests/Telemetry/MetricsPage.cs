using System.Text.RegularExpressions;

namespace Sweep.Tests.Telemetry;

/// <summary>The metrics as <c>docs/metrics.md</c> tells of them.</summary>
internal static partial class MetricsPage
{
    public static IReadOnlyList<DocumentedMetric> Read()
    {
        var page = File.ReadAllText(Path.GetFullPath(Path.Combine(PrometheusConfiguration.Folder, "..", "..", "docs", "metrics.md")));
        return [.. Row().Matches(page)
            .Select(row => new DocumentedMetric(row.Groups[1].Value, row.Groups[2].Value, Labels(row.Groups[3].Value)))];
    }

    // A name, and where they are known its values: `state`: `active`, `dead`. Several names have no values: `sweep`, `trial`.
    private static Dictionary<string, string[]> Labels(string cell)
    {
        var words = Word().Matches(cell).Select(match => match.Groups[1].Value).ToList();
        return words.Count == 0 ? []
            : cell.Contains(':', StringComparison.Ordinal) ? new() { [words[0]] = [.. words.Skip(1)] }
            : words.ToDictionary(word => word, _ => Array.Empty<string>());
    }

    [GeneratedRegex(@"^\| `(sweep_[a-z_]+)` \| (\w+) \|([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Word();
}

/// <summary>A row of the page.</summary>
/// <param name="Kind">counter, gauge or histogram.</param>
/// <param name="Labels">Names with the values that are listed; none where any value may come.</param>
internal sealed record DocumentedMetric(string Name, string Kind, IReadOnlyDictionary<string, string[]> Labels)
{
    /// <summary>As PromQL names them: a histogram has three.</summary>
    public IEnumerable<string> Series => Kind == "histogram" ? [$"{Name}_bucket", $"{Name}_sum", $"{Name}_count"] : [Name];
}
