using System.Globalization;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Claims;

/// <summary>Writes the one line that gives the reason for a verdict.</summary>
internal static class ClaimText
{
    private const int MostTrials = 8;

    /// <summary>Says what was measured, the groups' values, and the conclusion.</summary>
    /// <param name="resource">What training is counted in, such as <c>epoch</c>.</param>
    /// <param name="leftOut">Number of trials without a counterpart.</param>
    public static string Reason(Claim claim, string resource, IReadOnlyList<GroupValue> groups, int leftOut, string conclusion)
    {
        var seeds = groups[0].Seeds.Count;
        var known = seeds == 1 ? "one seed: no spread known" : groups.All(group => group.Spread is null)
            ? $"means over {seeds} seeds"
            : $"mean ± sd over {seeds} seeds";
        var diverged = groups.Any(group => group.Seeds.Any(seed => double.IsInfinity(seed.Value)))
            ? "; a trial that diverged counts as an infinite loss"
            : "";
        var unmatched = leftOut == 0
            ? ""
            : FormattableString.Invariant($"; {leftOut} {(leftOut == 1 ? "trial" : "trials")} without a counterpart left out");
        return $"{claim.Measure.Describe(resource)}: {string.Join("; ", groups.Select(Text))} ({known}{diverged}{unmatched}); {conclusion}";
    }

    /// <summary>Says how the interval lies relative to the claimed range.</summary>
    public static string Interval(ClaimScale scale, SeedInterval interval, ClaimTarget target, ClaimRelation relation)
    {
        var what = scale is ClaimScale.Value ? "" : $"{scale.ToString().ToLowerInvariant()} {Number(interval.Mean)}";
        var range = interval.Spread is not null ? $"95% interval {Number(interval.Low)} … {Number(interval.High)}"
            : interval.Count > 1 ? $"from {Number(interval.Low)} to {Number(interval.High)}" : "";
        var claimed = relation switch
        {
            ClaimRelation.Below => $"claimed: below {Number(target.High)}",
            ClaimRelation.Above => $"claimed: above {Number(target.Low)}",
            _ => $"claimed: {Number(target.Low)} … {Number(target.High)}",
        };
        return string.Join(", ", new[] { what, range, claimed }.Where(part => part.Length > 0));
    }

    /// <summary>Says which trials have no value, and why; trials with the same reason are named together.</summary>
    public static string Missing(IEnumerable<(int Trial, string Lack)> lacks) => string.Join("; ", lacks
        .Distinct()
        .GroupBy(lack => lack.Lack, lack => lack.Trial)
        .OrderBy(group => group.Min())
        .Select(group => $"{Trials([.. group.Order()])} {(group.Skip(1).Any() ? Plural(group.Key) : group.Key)}"));

    /// <summary>A number with four significant digits, without an exponent if it is neither very large nor very small.</summary>
    public static string Number(double value)
    {
        if (double.IsInfinity(value)) { return value > 0 ? "∞" : "-∞"; }
        if (double.IsNaN(value)) { return "–"; }
        if (value == 0) { return "0"; }
        var magnitude = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        if (magnitude is < -4 or > 8) { return value.ToString("0.###e+0", CultureInfo.InvariantCulture); }
        return Math.Round(value, Math.Clamp(3 - magnitude, 0, 7)).ToString("#,0.#######", CultureInfo.InvariantCulture);
    }

    private static string Text(GroupValue group) =>
        group.Spread is { } spread ? $"{group.Label} {Number(group.Mean)} ± {Number(spread)}" : $"{group.Label} {Number(group.Mean)}";

    private static string Trials(IReadOnlyList<int> numbers)
    {
        var shown = string.Join(", ", numbers.Take(MostTrials).Select(number => number.ToString(CultureInfo.InvariantCulture)));
        return $"{(numbers.Count == 1 ? "trial" : "trials")} "
            + $"{shown}{(numbers.Count > MostTrials ? $" and {numbers.Count - MostTrials} more" : "")}";
    }

    private static string Plural(string lack) => lack.Split(' ', 2) switch
    {
        ["is", var rest] => $"are {rest}",
        ["was", var rest] => $"were {rest}",
        ["has", var rest] => $"have {rest}",
        _ => lack,
    };
}
