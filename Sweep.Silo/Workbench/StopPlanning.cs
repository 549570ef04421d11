using System.Collections.Immutable;
using Sweep.Client.Backends;
using Sweep.Grains.Search.Stopping;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Workbench;

/// <summary>Works out what early stopping is expected to save.</summary>
internal static class StopPlanning
{
    /// <param name="trials">The most trials of the sweep.</param>
    /// <returns>The plan; null if the sweep has no early stopping.</returns>
    public static StopPlan? Of(SweepSpec spec, int trials)
    {
        var resource = spec.Schema.Resource;
        if (spec.Stop is not { Rungs: [var first, ..] } stop || resource.Total(spec.Trial) is not { } total) { return null; }
        return new(stop.Kind.ToString().ToLowerInvariant(), resource.Plural, first, total, trials * total)
        {
            Rungs = stop.Kind is StopKind.Asha ? Rungs(stop, trials / spec.Seeds.Length, spec.Seeds.Length) : [],
            KeepsCheckpoints = stop.Holds,
        };
    }

    /// <summary>One of <c>factor</c> goes on from each rung, in whole numbers as in <see cref="RungTable"/>.</summary>
    private static ImmutableArray<RungPlan> Rungs(StopSpec stop, long combinations, int seeds)
    {
        var rungs = ImmutableArray.CreateBuilder<RungPlan>();
        var (before, reached, sizes) = (0L, combinations, Sizes(stop, combinations));
        foreach (var (rung, level) in stop.Rungs.Index())
        {
            rungs.Add(new(level, reached * seeds, reached * seeds * (level - before)));

            // Trials whose bracket begins at a later rung pass this one without being compared.
            var passing = sizes.Skip(rung + 1).Sum();
            (before, reached) = (level, passing + (reached - passing) / stop.Factor);
        }

        return rungs.ToImmutable();
    }

    /// <summary>How many combinations begin at each rung; the rest of the division begins at the first.</summary>
    private static long[] Sizes(StopSpec stop, long combinations)
    {
        if (stop.Brackets < 2) { return [combinations]; }
        var weights = new Brackets(stop.Rungs.Length, stop.Factor, stop.Brackets).Sizes;
        long[] sizes = [.. weights.Select(weight => combinations * weight / weights.Sum())];
        sizes[0] += combinations - sizes.Sum();
        return sizes;
    }
}
