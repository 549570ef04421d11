using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Claims;

/// <summary>A trial's measured value, or the reason why it has none.</summary>
/// <param name="Lack">Completes "trial 3 …"; null if there is a value.</param>
internal readonly record struct Measured(double Value, string? Lack)
{
    public static Measured Missing(string lack) => new(double.NaN, lack);
}

/// <summary>
/// Takes from a trial's series the value that a claim is about. If a trial diverged, a metric that is to be low is infinite from then
/// on, and so are its last, highest and mean value; other metrics have no last value and no mean.
/// </summary>
internal static class TrialMeasure
{
    /// <param name="points">The series of the claim, in ascending order of steps.</param>
    /// <param name="goal">Whether lower or higher values are better; null if neither is, or if it is a histogram.</param>
    public static Measured Of(
        ClaimMeasure measure, Goal? goal, TrialSummary trial, IReadOnlyList<(long Step, double Value)> points, TrainedLevels levels)
    {
        var isDiverged = trial.Status is TrialStatus.Diverged;
        var isLost = isDiverged && goal is Goal.Minimize;
        if (isLost)
        {
            points = [.. points.Select(point => (point.Step, double.IsNaN(point.Value) ? double.PositiveInfinity : point.Value))];
        }

        if (measure.Moment is { } moment)
        {
            var isThere = (moment.Unit is ClaimUnit.Step ? trial.Step : levels.Count) >= moment.Number;
            if (!isThere) { return isLost ? Infinite : Measured.Missing(NeverReached(moment, trial, levels)); }
            var end = moment.Unit is ClaimUnit.Step ? moment.Number : levels.EndOf(moment.Number);
            return Value(measure, [.. points.Where(point => point.Step <= end)]);
        }

        if (trial.Status is not (TrialStatus.Completed or TrialStatus.Diverged)) { return Measured.Missing(Unfinished(trial.Status)); }
        if (isLost && measure.At is not ClaimPoint.Lowest) { return Infinite; }
        if (isDiverged && !isLost && (measure.At is ClaimPoint.Last or ClaimPoint.Mean || measure.From == ClaimMoment.LastLevel))
        {
            return Measured.Missing($"diverged after {levels}");
        }

        if (measure.From is { } from && from != ClaimMoment.LastLevel && !IsReached(from, trial, levels))
        {
            return isLost ? Infinite : Measured.Missing(NeverReached(from, trial, levels));
        }

        var begin = Begin(measure.From, levels);
        return Value(measure, [.. points.Where(point => point.Step >= begin)]);
    }

    private static Measured Infinite => new(double.PositiveInfinity, null);

    private static Measured Value(ClaimMeasure measure, IReadOnlyList<(long Step, double Value)> points)
    {
        if (points.Count == 0) { return Measured.Missing($"has no {measure.Series} there"); }
        var value = measure.At switch
        {
            ClaimPoint.Highest => points.Max(point => point.Value),
            ClaimPoint.Lowest => points.Min(point => point.Value),
            ClaimPoint.Mean => points.Average(point => point.Value),
            _ => points[^1].Value,
        };
        return double.IsNaN(value) ? Measured.Missing($"has NaN for {measure.Series}") : new(value, null);
    }

    /// <summary>The first step that counts.</summary>
    private static long Begin(ClaimMoment? from, TrainedLevels levels)
    {
        if (from is null) { return 0; }
        if (from.Unit is ClaimUnit.Step) { return from.Number; }
        var before = (from == ClaimMoment.LastLevel ? levels.Count : from.Number) - 1;
        return before < 1 ? 0 : levels.EndOf(before) + 1;
    }

    /// <summary>A level is reached when the previous one is finished.</summary>
    private static bool IsReached(ClaimMoment from, TrialSummary trial, TrainedLevels levels) =>
        from.Unit is ClaimUnit.Step
            ? trial.Step >= from.Number
            : levels.Count >= from.Number - 1 && (levels.Count >= from.Number || trial.Status is TrialStatus.Diverged);

    private static string NeverReached(ClaimMoment moment, TrialSummary trial, TrainedLevels levels)
    {
        if (trial.Step == 0) { return Unfinished(trial.Status); }
        var reached = moment.Unit is ClaimUnit.Step
            ? FormattableString.Invariant($"{trial.Step} {(trial.Step == 1 ? "step" : "steps")}")
            : levels.ToString();
        var before = moment.Describe(levels.Resource);
        return trial.Status is TrialStatus.Completed
            ? $"ended after {reached}, before {before}"
            : $"{Unfinished(trial.Status)} after {reached}, before {before}";
    }

    private static string Unfinished(TrialStatus status) => status switch
    {
        TrialStatus.Pending or TrialStatus.Running or TrialStatus.Paused or TrialStatus.Held =>
            $"is {status.ToString().ToLowerInvariant()}",
        TrialStatus.Failed or TrialStatus.Diverged => status.ToString().ToLowerInvariant(),
        _ => $"was {status.ToString().ToLowerInvariant()}",
    };
}
