using System.Globalization;
using System.Text;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.HtmlReport;

/// <summary>Writes the sections <c>space</c> and <c>search</c> of a sweep as its file has them.</summary>
internal static class SearchWriter
{
    public static string Write(SearchSpec search, StopSpec? stop, GridValues values)
    {
        var text = new StringBuilder("space:\n");
        foreach (var axis in search.Space) { text.Append(CultureInfo.InvariantCulture, $"  {axis.Name}: {Axis(axis, values)}\n"); }
        text.Append("search:\n");
        foreach (var (key, value) in Settings(search)) { text.Append(CultureInfo.InvariantCulture, $"  {key}: {value}\n"); }
        text.Append(StopWriter.Lines(stop));
        if (!search.Start.IsEmpty) { text.Append("  start:\n"); }
        foreach (var start in search.Start)
        {
            var entries = start.Select(entry => $"{entry.Key}: {values.Write(entry.Key, entry.Value)}");
            text.Append(CultureInfo.InvariantCulture, $"    - {{ {string.Join(", ", entries)} }}\n");
        }

        return text.ToString();
    }

    private static string Axis(SpaceAxis axis, GridValues values)
    {
        var list = new GridAxis(axis.Name, axis.Values);
        if (axis is { From: null, WhenName: null }) { return values.List(list); }
        string[] parts =
        [
            .. axis.From is null ? [$"values: {values.List(list)}"] : new[] { $"from: {axis.From}", $"to: {axis.To}" },
            .. axis.Step is { } step ? [$"step: {step}"] : Array.Empty<string>(),
            .. axis.IsLog ? ["scale: log"] : Array.Empty<string>(),
            .. axis.WhenName is { } when ? [$"when: {{ {when}: {values.List(new(when, axis.WhenValues))} }}"] : Array.Empty<string>(),
        ];
        return $"{{ {string.Join(", ", parts)} }}";
    }

    private static IEnumerable<(string Key, string Value)> Settings(SearchSpec search)
    {
        yield return ("sampler", search.Sampler);
        if (search.Trials is { } trials) { yield return ("trials", Number(trials)); }
        yield return ("seed", Number(search.Seed));
        string[] budget =
        [
            .. search.Hours is { } hours ? [$"hours: {Number(hours)}"] : Array.Empty<string>(),
            .. search.Steps is { } steps ? [$"steps: {Number(steps)}"] : Array.Empty<string>(),
        ];
        if (budget.Length > 0) { yield return ("budget", $"{{ {string.Join(", ", budget)} }}"); }
        if (search.Patience is { } patience) { yield return ("patience", Number(patience)); }
        if (search.IsRepeatable) { yield return ("repeatable", search.Lag is { } lag ? $"{{ lag: {lag} }}" : "yes"); }
        if (search.IsNoisy) { yield return ("noise", "yes"); }
    }

    private static string Number(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
