using System.Collections.Immutable;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>
/// Compares two grids to decide whether they mean the same sweep. Records compare arrays by reference, so their elements are compared here.
/// Claims are ignored, because they do not change what is trained.
/// </summary>
internal static class SameSpec
{
    public static bool Are(SweepSpec one, SweepSpec other) =>
        (one with
        {
            Seeds = other.Seeds,
            Axes = other.Axes,
            Claims = other.Claims,
            OtherSettings = other.OtherSettings,
            Search = other.Search,
            Stop = other.Stop,
        }) == other
        && one.HasSettingsOf(other)
        && one.Seeds.SequenceEqual(other.Seeds)
        && Are(one.Axes, other.Axes)
        && Are(one.Search, other.Search)
        && StopExtension.AreSame(one.Stop, other.Stop);

    /// <summary>
    /// Whether <paramref name="whole"/> contains everything that <paramref name="part"/> requests: it is the same sweep, or the same sweep
    /// after an extension.
    /// </summary>
    public static bool Covers(SweepSpec whole, SweepSpec part) => CoversAll(whole, StopExtension.WithTotalOf(whole, part));

    private static bool CoversAll(SweepSpec whole, SweepSpec part) =>
        (whole.Name, whole.Trainable, whole.Objective) == (part.Name, part.Trainable, part.Objective)
        && whole.HasSettingsOf(part)
        && whole.Patience == part.Patience
        && (whole.Search?.Sampler, whole.Search?.Seed) == (part.Search?.Sampler, part.Search?.Seed)
        && StopExtension.AreSame(whole.Stop, part.Stop)
        && (whole.Search?.Space ?? []).SequenceEqual(part.Search?.Space ?? [])
        && !part.Seeds.Except(whole.Seeds).Any()
        && part.Trial.Names.All(name => !part.Values(name).Except(whole.Values(name)).Any());

    /// <summary>Whether both have the same claims, in any order.</summary>
    public static bool HaveSameClaims(SweepSpec one, SweepSpec other) =>
        one.Claims.Length == other.Claims.Length && one.Claims.All(claim => other.Claims.Any(twin => Are(claim, twin)));

    // What a file leaves to the submission is not compared.
    private static bool Are(SearchSpec? one, SearchSpec? other) =>
        one is null || other is null ? one == other : one with { Lag = one.Lag ?? other.Lag } == other with { Lag = other.Lag ?? one.Lag };

    private static bool Are(Claim one, Claim other) =>
        (one with { Of = other.Of, Other = other.Other }) == other && Are(one.Of, other.Of) && Are(one.Other, other.Other);

    private static bool Are(ClaimGroup? one, ClaimGroup? other) =>
        one is null || other is null ? one == other : Are(one.Terms, other.Terms);

    private static bool Are(ImmutableArray<GridAxis> one, ImmutableArray<GridAxis> other) =>
        one.Length == other.Length
            && one.Zip(other).All(pair => pair.First.Name == pair.Second.Name && pair.First.Values.SequenceEqual(pair.Second.Values));
}
