using System.Collections.Immutable;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage;

/// <summary>
/// Merges a sweep's specification with another grid that extends it. The result says which hyperparameters vary, and over which values; it
/// does not say that every combination of them is a trial.
/// </summary>
internal static class SpecMerge
{
    /// <exception cref="SherlockException">
    /// The two cannot be compared, because their trainable, a setting or their objective differs.
    /// </exception>
    public static void RequireSameTask(string folder, SweepSpec old, SweepSpec more)
    {
        if (old.Trainable != more.Trainable)
        {
            throw new SherlockException(
                $"'{folder}' trains {old.Trainable}, and the grid {more.Trainable}: submit that as a sweep of its own.");
        }

        if (old.Corpus != more.Corpus)
        {
            throw new SherlockException(
                $"'{folder}' is trained on the corpus {Spelling.Quote(old.Corpus)}, and the grid names {Spelling.Quote(more.Corpus)}: "
                + "submit that as a sweep of its own, or change it with --set corpus=...");
        }

        foreach (var (name, value) in old.Settings.OrderBy(setting => setting.Key, StringComparer.Ordinal))
        {
            if (more.Settings[name] == value) { continue; }
            throw new SherlockException(
                $"'{folder}' is trained with {name} {Spelling.Quote(value)}, and the grid says {Spelling.Quote(more.Settings[name])}: "
                + $"submit that as a sweep of its own, or change it with --set {name}=...");
        }

        if (old.Objective != more.Objective)
        {
            throw new SherlockException(
                $"'{folder}' is compared by {Describe(old.Objective)}, and the grid by {Describe(more.Objective)}: "
                + "submit that as a sweep of its own, or change its objective.");
        }

        if (old.Patience != more.Patience)
        {
            throw new SherlockException(
                $"'{folder}' trains with {Patience(old)}, and the grid with {Patience(more)}: submit that as a sweep of its own, or make "
                + "them equal.");
        }

        SearchMerge.RequireSameSpace(folder, old, more);
    }

    /// <summary>
    /// Unites axes, seeds and claims, with the old ones first. A hyperparameter that differs becomes an axis if it makes other trials. If
    /// two claims say the same, the other grid's is kept.
    /// </summary>
    public static SweepSpec Of(SweepSpec old, SweepSpec more)
    {
        var names = old.Axes.Concat(more.Axes).Select(axis => axis.Name).Concat(old.Schema.TrainedNames).Distinct();
        var axes = names
            .Select(name => new GridAxis(name, [.. Values(old, name).Union(Values(more, name))]))
            .Where(axis => axis.Values.Length > 1 || old.Axes.Any(known => known.Name == axis.Name));
        return old with { Seeds = [.. old.Seeds.Union(more.Seeds)], Axes = [.. axes], Claims = Claims(old, more) };
    }

    private static ImmutableArray<Claim> Claims(SweepSpec old, SweepSpec more) =>
        [.. old.Claims.Where(known => more.Claims.All(claim => claim.Says != known.Says)), .. more.Claims];

    private static ImmutableArray<string> Values(SweepSpec spec, string name) =>
        spec.Axes.FirstOrDefault(axis => axis.Name == name) is { } axis ? axis.Values : [spec.Trial.Text(name)];

    private static string Patience(SweepSpec spec) =>
        spec.Patience is { } limit ? $"a patience of {spec.Schema.Resource.Count(limit)}" : "no patience";

    private static string Describe(Objective objective) =>
        $"the {(objective.Goal is Goal.Minimize ? "least" : "greatest")} {objective.Metric}";
}
