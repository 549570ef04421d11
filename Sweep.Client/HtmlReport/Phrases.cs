using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sweep.Client.HtmlReport.Documents;
using Sweep.Client.Ranking;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.HtmlReport;

/// <summary>Formats facts as the report words them.</summary>
internal static class Phrases
{
    /// <summary>A number with four digits, or with an exponent if that is shorter.</summary>
    public static string Number(double? value) => value switch
    {
        { } number when double.IsFinite(number) && Math.Abs(number) >= 1e6 => number.ToString("0.###e+0", CultureInfo.InvariantCulture),
        { } number when Math.Abs(number) >= 1000 => number.ToString("#,0.#", CultureInfo.InvariantCulture),
        _ => Numbers.Metric(value),
    };

    /// <summary>A combination's mean and standard deviation over its seeds.</summary>
    public static string Mean(RankedCombination combination) => combination.Deviation is { } deviation
        ? $"{Number(combination.Mean)} ± {Numbers.Deviation(deviation)}"
        : Number(combination.Mean);

    public static string Percent(double part) =>
        part is > 0 and < 0.0005 ? "< 0.1 %" : (100 * part).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    public static string Varied(SweepSummary sweep, TrialSummary trial) => TrialText.Varied(sweep, trial);

    /// <summary>The shortest label that distinguishes a trial from the others.</summary>
    public static string Label(SweepSummary sweep, TrialSummary trial) =>
        Varied(sweep, trial) is { Length: > 0 } varied ? $"#{trial.Id.Number}: {varied}" : $"#{trial.Id.Number}";

    public static string Time(DateTimeOffset? time) =>
        time is { } known ? known.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) : "–";

    public static string Goal(Objective objective) =>
        $"{objective.Metric}, {(objective.Goal is Sweep.Grains.Sweeps.Goal.Minimize ? "the less the better" : "the more the better")}";

    /// <summary>The style sheet's class for a trial that went wrong; null for other trials.</summary>
    public static string? Mark(TrialStatus status) =>
        status is TrialStatus.Diverged or TrialStatus.Failed or TrialStatus.Cancelled ? "bad" : null;

    public static Cell NumberCell(double? value) => new(Number(value), value);

    public static Cell WholeCell(long value) => new(Numbers.Count(value), value);

    /// <summary>
    /// Numbers for a chart. They form one text that is parsed as JSON, because creating a node for each number would take longer than the
    /// rest of the report.
    /// </summary>
    public static JsonNode? Plotted<T>(IEnumerable<T> values, Func<T, double?> number) =>
        JsonSerializer.SerializeToNode(values.Select(value => Plotted(number(value))).ToArray());

    /// <summary>A number for a chart, with five digits, which is finer than a screen; null if it is not finite.</summary>
    public static double? Plotted(double? value)
    {
        if (value is not { } number || !double.IsFinite(number)) { return null; }
        if (number == 0) { return 0; }
        var digits = 4 - (int)Math.Floor(Math.Log10(Math.Abs(number)));
        return digits is >= 0 and <= 15 ? Math.Round(number, digits) : number;
    }

    public static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> make) => [.. items.Select(make)];

    public static JsonArray Texts(IEnumerable<string> texts) => Array(texts, text => (JsonNode)text);
}
