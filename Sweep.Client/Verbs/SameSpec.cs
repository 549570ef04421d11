using System.Collections.Immutable;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>
/// Whether two grids mean the same sweep. Records compare their arrays by reference, so these are compared here; what is claimed about a sweep makes it no other.
/// </summary>
internal static class SameSpec
{
    public static bool Are(SweepSpec one, SweepSpec other) =>
        (one with { Seeds = other.Seeds, Axes = other.Axes, Claims = other.Claims }) == other
        && one.Seeds.SequenceEqual(other.Seeds)
        && one.Axes.Length == other.Axes.Length
        && one.Axes.Zip(other.Axes).All(pair => pair.First.Name == pair.Second.Name && pair.First.Values.SequenceEqual(pair.Second.Values));

    /// <summary>Whether <paramref name="whole"/> has all that <paramref name="part"/> asks for: it is the same sweep, or the same that was extended since.</summary>
    public static bool Covers(SweepSpec whole, SweepSpec part) =>
        (whole.Name, whole.Corpus, whole.Objective) == (part.Name, part.Corpus, part.Objective)
        && !part.Seeds.Except(whole.Seeds).Any()
        && HyperparameterSchema.Names.All(name => !Values(part, name).Except(Values(whole, name)).Any());

    private static ImmutableArray<string> Values(SweepSpec spec, string name) =>
        spec.Axes.FirstOrDefault(axis => axis.Name == name) is { } axis ? axis.Values : [HyperparameterSchema.Text(spec.Trial, name)];
}
