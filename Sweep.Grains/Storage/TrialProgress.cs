using System.Collections.Immutable;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>A trial's progress, folded from its reports, as its row shows it. Pure: folding a report twice changes only the time.</summary>
/// <param name="Best">The best point of the objective; null before the first.</param>
/// <param name="Last">The newest point of the objective; null before the first.</param>
/// <param name="Latest">The newest value of each metric.</param>
/// <param name="Seconds">Wall time in attempts up to <paramref name="At"/>.</param>
/// <param name="At">The time of the last assignment or report.</param>
internal sealed record TrialProgress(
    MetricPoint? Best,
    MetricPoint? Last,
    ImmutableDictionary<string, double> Latest,
    long Step,
    long TotalSteps,
    int Epoch,
    double Seconds,
    DateTimeOffset At)
{
    public TrialProgress After(TrialReport report, Objective objective, ResourceDefinition resource, DateTimeOffset now)
    {
        var total = report.TotalSteps > 0 ? report.TotalSteps : TotalSteps;
        var next = this with { TotalSteps = total, Seconds = Seconds + Elapsed(At, now), At = now };

        // The report is older than what is known, because it was sent again. Its points are stored already.
        if (report.Step < Step || report.Points.IsDefaultOrEmpty) { return next with { Step = Math.Max(Step, report.Step) }; }
        var latest = Latest.ToBuilder();
        var epoch = resource.IsStep ? (int)Math.Min(report.Step, int.MaxValue) : Epoch;
        foreach (var point in report.Points)
        {
            latest[point.Metric] = point.Value;
            if (!resource.IsStep && point.Metric == resource.Name) { epoch = Math.Max(epoch, (int)point.Value); }
        }

        var values = report.Points.Where(point => point.Metric == objective.Metric).ToList();
        return next with
        {
            Step = report.Step,
            Epoch = epoch,
            Latest = latest.ToImmutable(),
            Best = values.Aggregate(Best, (best, point) => objective.IsBetter(point.Value, best?.Value) ? point : best),
            Last = values.Aggregate(Last, (last, point) => last is null || point.Step >= last.Value.Step ? point : last),
        };
    }

    /// <summary>Writes the progress into a row.</summary>
    public void WriteTo(TrialRecord row)
    {
        (row.BestValue, row.BestStep) = (Best?.Value, Best?.Step);
        (row.LastValue, row.LastStep) = (Rows.Storable(Last?.Value), Last?.Step);
        row.Latest = Json.Write(Latest);
        (row.Step, row.TotalSteps, row.Epoch) = (Step, TotalSteps, Epoch);
        (row.Seconds, row.ReportedAt) = (Seconds, At);
    }

    /// <summary>Seconds between two readings of a clock that may have been set back.</summary>
    public static double Elapsed(DateTimeOffset? from, DateTimeOffset to) =>
        from is { } start && to > start ? (to - start).TotalSeconds : 0;
}
