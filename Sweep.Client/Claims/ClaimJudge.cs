using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Claims;

/// <summary>
/// Decides whether measured values support a claim. Each seed gives one difference (or a ratio, or the value itself if the claim compares
/// with a number). With two or more seeds, the claim must hold in the whole 95% interval of their mean by Student's t; for a ratio, of the
/// mean of its logarithms. If there is one seed, it decides alone. If values are infinite, they have no spread: the claim is decided only
/// if all seeds agree.
/// </summary>
internal static class ClaimJudge
{
    /// <param name="schema">The schema of the sweep.</param>
    /// <param name="trials">The trials of the whole sweep.</param>
    /// <param name="measure">Measures one trial as the claim says.</param>
    public static ClaimFinding Judge(
        Claim claim, TrainableSchema schema, IReadOnlyList<TrialSummary> trials, Func<TrialSummary, Measured> measure)
    {
        var compared = ComparedTrials.Of(claim, schema, trials);
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
            var why = scale is ClaimScale.Ratio
                ? "values of 0 or less, or two infinite ones, have no ratio"
                : "two infinite values have no difference";
            return new(claim.Says, Verdict.Undecided, Reason(why), values);
        }

        var interval = SeedInterval.Of(samples, isRatio: scale is ClaimScale.Ratio);
        var target = Target(claim, scale);
        return new(
            claim.Says, target.Judge(interval), Reason(ClaimText.Interval(scale, interval, target, claim.Relation)), values);

        string Reason(string conclusion) => ClaimText.Reason(claim, schema.Resource.Name, values, compared.LeftOut, conclusion);
    }

    /// <summary>Says which values are still missing; null if all are present.</summary>
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

/// <summary>The quantity that is compared for each seed.</summary>
internal enum ClaimScale
{
    /// <summary>The first group's value itself, compared with a number.</summary>
    Value,

    /// <summary>The first group's value minus the second's.</summary>
    Difference,

    /// <summary>The first group's value divided by the second's, or by a number.</summary>
    Ratio,
}
