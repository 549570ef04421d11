using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>Whether two grids mean the same sweep. Records compare their arrays by reference, so these are compared here.</summary>
internal static class SameSpec
{
    public static bool Are(SweepSpec one, SweepSpec other) =>
        (one with { Seeds = other.Seeds, Axes = other.Axes }) == other
        && one.Seeds.SequenceEqual(other.Seeds)
        && one.Axes.Length == other.Axes.Length
        && one.Axes.Zip(other.Axes).All(pair => pair.First.Name == pair.Second.Name && pair.First.Values.SequenceEqual(pair.Second.Values));
}
