using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Claims;

/// <summary>
/// Decides whether what was measured bears a claim out. Each seed gives one difference (or ratio, or value, where a number is compared with); over two or more seeds
/// the claim must hold in the whole 95% interval of their mean, by Student's t, and a ratio's on its logarithm. One seed decides alone, and infinite values, which have
/// no spread, by whether all seeds agree.
/// </summary>
internal static class ClaimJudge
{
    /// <param name="trials">Of the whole sweep.</param>
    /// <param name="measure">What the claim measures, of one trial.</param>
    public static ClaimFinding Judge(Claim claim, IReadOnlyList<TrialSummary> trials, Func<TrialSummary, Measured> measure)
    {
        var compared = ComparedTrials.Of(claim, trials);
        MeasuredGroup[] groups =
        [
            MeasuredGroup.Of(claim.Of, claim.Take, compared.Trials, measure),
            .. claim.Other is { } other ? [MeasuredGroup.Of(other, claim.Take, compared.Trials, measure)] : Array.Empty<MeasuredGroup>(),
        ];
        var seeds = groups.Select(group => group.Seeds.AsEnumerable()).Aggregate((one, next) => one.Intersect(next)).Order().ToList();
        var values = groups.Select(group => group.Value(seeds)).ToList();
        if ((compared.Obstacle ?? Missing(groups, seeds)) is { } obstacle) { return new(claim.Says, Verdict.Undecided, obstacle, values); }
        var (scale, samples) = Samples(claim, [.. groups.Select(group => seeds.ConvertAll(seed => group.Values[seed]))]);
        if (samples.Any(double.IsNaN))
        {
            var why = scale is ClaimScale.Ratio ? "values of 0 or less, or two infinite ones, have no ratio" : "two infinite values have no difference";
            return new(claim.Says, Verdict.Undecided, ClaimText.Reason(claim, values, compared.LeftOut, why), values);
        }

        var interval = SeedInterval.Of(samples, isRatio: scale is ClaimScale.Ratio);
        var target = Target(claim, scale);
        var conclusion = ClaimText.Interval(scale, interval, target, claim.Relation);
        return new(claim.Says, target.Judge(interval), ClaimText.Reason(claim, values, compared.LeftOut, conclusion), values);
    }

    /// <summary>Which values are missing yet; null where all are there.</summary>
    private static string? Missing(MeasuredGroup[] groups, List<int> seeds)
    {
        var lacks = groups.SelectMany(group => group.Lacks).Where(lack => seeds.Contains(lack.Seed)).Distinct().ToList();
        return lacks.Count == 0 ? null : ClaimText.Missing(lacks.Select(lack => (lack.Trial, lack.Lack)));
    }

    private static (ClaimScale Scale, IReadOnlyList<double> Samples) Samples(Claim claim, List<double>[] values) => values switch
    {
        [var alone] when claim.IsRatio => (ClaimScale.Ratio, [.. alone.Select(value => Ratio(value, claim.Number))]),
        [var alone] => (ClaimScale.Value, alone),
        [var of, var other] when claim.IsRatio => (ClaimScale.Ratio, [.. of.Zip(other, Ratio)]),
        _ => (ClaimScale.Difference, [.. values[0].Zip(values[1], (of, other) => of - other)]),
    };

    private static double Ratio(double of, double other) => of > 0 && other > 0 ? of / other : double.NaN;

    private static ClaimTarget Target(Claim claim, ClaimScale scale)
    {
        var centre = scale is ClaimScale.Value ? claim.Number : 0;
        return (claim.Relation, scale) switch
        {
            (ClaimRelation.Below, ClaimScale.Ratio) => ClaimTarget.Below(claim.Margin),
            (ClaimRelation.Above, ClaimScale.Ratio) => ClaimTarget.Above(claim.Margin),
            (ClaimRelation.Below, _) => ClaimTarget.Below(centre - claim.Margin),
            (ClaimRelation.Above, _) => ClaimTarget.Above(centre + claim.Margin),
            _ => ClaimTarget.Within(centre - claim.Margin, centre + claim.Margin),
        };
    }
}

/// <summary>What is compared, seed by seed.</summary>
internal enum ClaimScale
{
    /// <summary>The first group's value itself, with a number.</summary>
    Value,

    /// <summary>The first group's value less the second's.</summary>
    Difference,

    /// <summary>The first group's value over the second's, or over a number.</summary>
    Ratio,
}
