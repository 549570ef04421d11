using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>Promotion ASHA as its definition says it: each time all trials are sorted, and nothing is remembered.</summary>
internal static class PlainPromotion
{
    /// <summary>The combination that may go on, and the rung at which it is held; null if none may.</summary>
    public static (int Combination, int Rung)? Next(SweepSpec spec, IEnumerable<MadeTrial> trials)
    {
        var combinations = Combinations(spec, trials);
        for (var rung = spec.Stop!.Rungs.Length - 2; rung >= 0; rung--)
        {
            var best = At(combinations, rung).OrderBy(one => one.Values[rung]).ThenBy(one => one.Number).ToList();
            var next = best.Take(best.Count / spec.Stop.Factor)
                .FirstOrDefault(one => one.IsHeld && one.Values.Count == rung + 1 && double.IsFinite(one.Values[rung]));
            if (next is not null) { return (next.Number, rung); }
        }

        return null;
    }

    /// <summary>The rungs from which too few combinations went on, as sentences; none when all is well at the end of a sweep.</summary>
    public static IEnumerable<string> TooFew(SweepSpec spec, IEnumerable<MadeTrial> trials)
    {
        var combinations = Combinations(spec, trials);
        for (var rung = 0; rung < spec.Stop!.Rungs.Length - 1; rung++)
        {
            var at = At(combinations, rung);
            var (may, went) = (
                Math.Min(at.Count / spec.Stop.Factor, at.Count(one => double.IsFinite(one.Values[rung]))),
                At(combinations, rung + 1).Count);
            if (went < may) { yield return $"{went} went on from rung {rung}, and {may} of {at.Count} may"; }
        }
    }

    private static List<Combination> At(List<Combination> combinations, int rung) =>
        [.. combinations.Where(one => one.Values.Count > rung)];

    private static List<Combination> Combinations(SweepSpec spec, IEnumerable<MadeTrial> trials) =>
    [
        .. trials.GroupBy(trial => trial.Combination)
            .Where(seeds => !IsRefused([.. seeds]))
            .Select(seeds => Of(spec, seeds.Key, [.. seeds])),
    ];

    /// <summary>Whether it counts at no rung, because it cannot be trained at all. All its seeds know that, or are done.</summary>
    private static bool IsRefused(MadeTrial[] seeds) => !seeds.Any(IsOpen)
        && seeds.All(trial => trial.Status is not TrialStatus.Diverged) && seeds.Any(trial => trial.Row.IsRefused);

    private static bool IsOpen(MadeTrial trial) => trial.Status is TrialStatus.Pending or TrialStatus.Running;

    private static Combination Of(SweepSpec spec, int number, MadeTrial[] seeds)
    {
        var passed = seeds.Min(trial => trial.Rungs.Count);
        List<double> values = [.. Enumerable.Range(0, passed).Select(rung => Mean(seeds.Select(trial => trial.Rungs[rung].Best)))];
        var isOpen = seeds.Any(IsOpen);
        var isBad = seeds.Any(trial => trial.Status is TrialStatus.Diverged or TrialStatus.Failed);

        // It counts as the worst at the rung that it would have reached next.
        if (isBad && !isOpen) { values.Add(double.PositiveInfinity); }
        return new(number, values, seeds.All(trial => trial.Status is TrialStatus.Held));

        double Mean(IEnumerable<double> all)
        {
            var mean = all.Average();
            return !double.IsFinite(mean) ? double.PositiveInfinity : spec.Objective.Goal is Goal.Minimize ? mean : -mean;
        }
    }

    private sealed record Combination(int Number, List<double> Values, bool IsHeld);
}
