using System.Globalization;
using System.Text;
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
    public static string Write(SweepSpec spec)
    {
        var (told, untold) = (
            spec.Claims.Where(claim => claim.Obstacle(spec) is null).ToList(),
            spec.Claims.Where(claim => claim.Obstacle(spec) is not null));
        var values = new GridValues(spec.Schema);
        var text = new StringBuilder();
        foreach (var claim in untold)
        {
            text.Append(CultureInfo.InvariantCulture, $"# {claim.Obstacle(spec)}: {Line(claim)}\n");
        }

        if (told.Count > 0) { text.Append("claims:\n"); }
        foreach (var claim in told) { text.Append(CultureInfo.InvariantCulture, $"  - {Line(claim)}\n"); }
        return text.ToString();

        string Line(Claim claim) => ClaimWriter.Line(claim, spec.Schema.Resource.Name, values);
    }

    private static string Line(Claim claim, string resource, GridValues values)
    {
        string[] entries =
        [
            $"says: {YamlText.Quoted(claim.Says)}",
            .. Measure(claim.Measure, resource),
            .. claim.Of.Terms.IsEmpty ? Array.Empty<string>() : [$"of: {Group(claim.Of, values)}"],
            $"{Word(claim.Relation)}: {(claim.Other is { } other ? Group(other, values) : Number(claim.Number))}",
            .. Margin(claim),
            .. claim.Take is ClaimTake.Mean ? Array.Empty<string>() : [$"take: {Word(claim.Take)}"],
        ];
        return $"{{ {string.Join(", ", entries)} }}";
    }

    private static IEnumerable<string> Measure(ClaimMeasure measure, string resource)
    {
        yield return measure.Beyond is { } limit ? $"histogram: {measure.Series}, beyond: {Number(limit)}" : $"metric: {measure.Series}";
        if (measure.At is not ClaimPoint.Last) { yield return $"at: {measure.Moment?.Describe(resource) ?? Word(measure.At)}"; }
        if (measure.From is { } from) { yield return $"from: {from.Describe(resource)}"; }
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
