using System.Globalization;
using System.Text;
using System.Text.Json;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.HtmlReport;

/// <summary>Writes a sweep's claims as its grid file has them.</summary>
internal static class ClaimWriter
{
    /// <summary>
    /// Writes the key <c>claims</c> and one line for each claim. If the grid cannot express a claim, because it would be an error there,
    /// the claim becomes a comment. Empty if there are no claims to write.
    /// </summary>
    /// <param name="quoting">Options that put a text in double quotes.</param>
    public static string Write(SweepSpec spec, JsonSerializerOptions quoting)
    {
        var (told, untold) = (
            spec.Claims.Where(claim => claim.Obstacle(spec) is null).ToList(),
            spec.Claims.Where(claim => claim.Obstacle(spec) is not null));
        var values = new GridValues(spec.Schema, quoting);
        var text = new StringBuilder();
        foreach (var claim in untold)
        {
            text.Append(CultureInfo.InvariantCulture, $"# {claim.Obstacle(spec)}: {Line(claim, values, quoting)}\n");
        }

        if (told.Count > 0) { text.Append("claims:\n"); }
        foreach (var claim in told) { text.Append(CultureInfo.InvariantCulture, $"  - {Line(claim, values, quoting)}\n"); }
        return text.ToString();
    }

    private static string Line(Claim claim, GridValues values, JsonSerializerOptions quoting)
    {
        string[] entries =
        [
            $"says: {JsonSerializer.Serialize(claim.Says, quoting)}",
            .. Measure(claim.Measure),
            .. claim.Of.Terms.IsEmpty ? Array.Empty<string>() : [$"of: {Group(claim.Of, values)}"],
            $"{Word(claim.Relation)}: {(claim.Other is { } other ? Group(other, values) : Number(claim.Number))}",
            .. Margin(claim),
            .. claim.Take is ClaimTake.Mean ? Array.Empty<string>() : [$"take: {Word(claim.Take)}"],
        ];
        return $"{{ {string.Join(", ", entries)} }}";
    }

    private static IEnumerable<string> Measure(ClaimMeasure measure)
    {
        yield return measure.Beyond is { } limit ? $"histogram: {measure.Series}, beyond: {Number(limit)}" : $"metric: {measure.Series}";
        if (measure.At is not ClaimPoint.Last) { yield return $"at: {measure.Moment?.Describe() ?? Word(measure.At)}"; }
        if (measure.From is { } from) { yield return $"from: {from.Describe()}"; }
    }

    private static IEnumerable<string> Margin(Claim claim) => claim switch
    {
        { Relation: ClaimRelation.Like } => [$"within: {Number(claim.Margin)}"],
        { IsRatio: true } => [$"times: {Number(claim.Margin)}"],
        { Margin: 0 } => [],
        _ => [$"by: {Number(claim.Margin)}"],
    };

    private static string Group(ClaimGroup group, GridValues values) =>
        $"{{ {string.Join(", ", group.Terms.Select(term => $"{term.Name}: {Values(term, values)}"))} }}";

    private static string Values(GridAxis term, GridValues values) =>
        term.Values.Length == 1 ? values.Write(term.Name, term.Values[0]) : values.List(term);

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
