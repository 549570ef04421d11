using Sweep.Grains.Search;
using Sweep.Grains.Search.Stopping;
using Sweep.Grains.Storage;
using Sweep.Grains.Storage.Folds;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Verbs;

/// <summary>A sweep of ten epochs of ten steps, whose trials are held at epochs 2 and 5.</summary>
internal static class StopSome
{
    public static StopSpec Asha { get; } = new(StopKind.Asha) { Rungs = [2, 5, 10] };

    public static SweepSpec Spec { get; } = Some.Spec() with { Stop = Asha };

    public static SweepSummary Sweep(SweepStatus status, params IEnumerable<TrialSummary> trials) =>
        Some.Sweep(status, trials) with { Spec = Spec };

    /// <summary>A trial that has passed as many levels as it has values.</summary>
    public static TrialSummary Trial(int number, TrialStatus status, params double[] values)
    {
        var level = values.Length == 0 ? 0 : Asha.Rungs[values.Length - 1];
        var trial = Some.Trial(number, status).At(10 * level, 100, rate: 10).WithLatest("epoch", level);
        return trial with
        {
            Best = values.Length == 0 ? null : new("val/loss", 10 * level, values.Min()),
            Seconds = level,
            Until = level == 10 ? null : level,
            Rungs = [.. values.Select((value, rung) => Point(Asha.Rungs[rung], value, values[..(rung + 1)].Min()))],
            FinishedAt = status.IsFinal() ? Some.Noon.AddMinutes(number) : null,
        };
    }

    /// <summary>How a trial stands at a level.</summary>
    public static RungStanding Standing(int rung, double value, int rank, int of, double? cutoff = null) =>
        new(rung, Asha.Rungs[rung], value, rank, of, of / 2, cutoff);

    public static SearchDecision Begin(int number, int trial) => new(
        number, DecisionKind.Propose, trial, null, ReasonJson.Write(new GridReason(trial, 4)), Some.Noon, Level: 2);

    public static SearchDecision Hold(int number, int trial, RungStanding standing, GuardVerdict? guard = null) => new(
        number, DecisionKind.Hold, trial, null,
        ReasonJson.Write(new HoldReason(standing, guard ?? Unjudged, standing.Value - 0.5, 0.25)), Some.Noon, standing.Level, Tick: 7);

    public static SearchDecision Promote(int number, int trial, RungStanding standing, int to, GuardVerdict? guard = null) => new(
        number, DecisionKind.Promote, trial, null,
        ReasonJson.Write(new PromotionReason(standing, to, guard ?? Unjudged)), Some.Noon, Asha.Rungs[to]);

    /// <summary>The end of all trials that are held.</summary>
    public static SearchDecision Rest(int number, int held) =>
        new(number, DecisionKind.Prune, null, null, ReasonJson.Write(new RestReason(held)), Some.Noon);

    public static GuardVerdict Unjudged { get; } = new(0, 5, []);

    private static RungPoint Point(long level, double value, double best) => new(level, 10 * level, value, best);
}
