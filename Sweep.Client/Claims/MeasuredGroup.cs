using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Claims;

/// <summary>The trials of a group, and one value for each seed whose trials all have a value.</summary>
/// <param name="Seeds">All seeds of the group's trials, in ascending order.</param>
/// <param name="Lacks">The trials without a value, and the reasons.</param>
internal sealed record MeasuredGroup(
    string Label,
    IReadOnlyList<int> Seeds,
    IReadOnlyDictionary<int, double> Values,
    IReadOnlyList<(int Seed, int Trial, string Lack)> Lacks)
{
    public static MeasuredGroup Of(
        ClaimGroup group, ClaimTake take, IReadOnlyList<TrialSummary> trials, Func<TrialSummary, Measured> measure)
    {
        var members = trials.Where(trial => group.Has(trial.Hyperparameters))
            .Select(trial => (trial.Seed, Trial: trial.Id.Number, Found: measure(trial))).ToList();
        var seeds = members.GroupBy(member => member.Seed).OrderBy(seed => seed.Key).ToList();
        return new(
            take is ClaimTake.Mean ? group.Describe() : $"{take.ToString().ToLowerInvariant()} of {group.Describe()}",
            [.. seeds.Select(seed => seed.Key)],
            seeds.Where(seed => seed.All(member => member.Found.Lack is null))
                .ToDictionary(seed => seed.Key, seed => Take(take, [.. seed.Select(member => member.Found.Value)])),
            [.. members.Where(member => member.Found.Lack is not null).Select(member => (member.Seed, member.Trial, member.Found.Lack!))]);
    }

    /// <summary>The group as people see it: the counted seeds that have values.</summary>
    public GroupValue Value(IReadOnlyCollection<int> seeds)
    {
        var values = Seeds.Where(seed => seeds.Contains(seed) && Values.ContainsKey(seed))
            .Select(seed => new SeedValue(seed, Values[seed])).ToList();
        var statistics = SeedInterval.Of([.. values.Select(value => value.Value)], isRatio: false);
        return new(Label, values, statistics.Mean, statistics.Spread);
    }

    private static double Take(ClaimTake take, IReadOnlyList<double> values) => take switch
    {
        ClaimTake.Highest => values.Max(),
        ClaimTake.Lowest => values.Min(),
        ClaimTake.Range => values.Max() - values.Min(),
        _ => values.Average(),
    };
}
