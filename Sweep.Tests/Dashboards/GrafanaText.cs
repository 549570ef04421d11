using System.Globalization;
using System.Text.RegularExpressions;

namespace Sweep.Tests.Dashboards;

/// <summary>
/// Puts values in place of variables and macros, as Grafana does before it sends a question. What it does not know is an error.
/// </summary>
internal sealed partial class GrafanaText(IReadOnlyDictionary<string, string> variables, DateTimeOffset from, DateTimeOffset to)
{
    public string Sql(string text) => Macro().Replace(Variables(text, value => value.Replace("'", "''", StringComparison.Ordinal)), Expand);

    /// <summary>A time range of an hour, and as long for <c>rate</c> as scrapes every 15 s need.</summary>
    public string PromQl(string text) => Variables(
        text.Replace("$__rate_interval", "1m", StringComparison.Ordinal).Replace("$__range", "1h", StringComparison.Ordinal),
        value => value);

    private string Variables(string text, Func<string, string> plain) => Variable().Replace(text, match =>
    {
        var name = match.Groups["braced"].Value + match.Groups["bare"].Value;
        if (name.StartsWith("__", StringComparison.Ordinal)) { return match.Value; }
        var value = variables[name];
        return match.Groups["format"].Value switch
        {
            "" => plain(value),
            "raw" => value,
            "sqlstring" => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'",
            var format => throw new NotSupportedException($"${{{name}:{format}}}"),
        };
    });

    private string Expand(Match macro) => macro.Groups["name"].Value switch
    {
        "__timeFilter" => $"{macro.Groups["argument"].Value} BETWEEN {Literal(from)} AND {Literal(to)}",
        "__timeFrom" => Literal(from),
        "__timeTo" => Literal(to),
        var name => throw new NotSupportedException($"The macro ${name}."),
    };

    private static string Literal(DateTimeOffset time) =>
        $"'{time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture)}'";

    [GeneratedRegex(@"\$\{(?<braced>\w+)(:(?<format>[^}]+))?\}|\$(?<bare>\w+)")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\$(?<name>\w+)(\((?<argument>[^)]*)\))?")]
    private static partial Regex Macro();
}
