using Sweep.Model.Configuration;

namespace Sweep.Model.Histograms;

/// <summary>
/// Chooses the steps that have histograms: every summary interval or, if a trial would have too many of them, every second, third, … one.
/// If a trial is shorter than its interval, its last step has them. The choice follows from the step alone, so a resumed trial has
/// exactly the histograms of an uninterrupted one.
/// </summary>
internal readonly struct HistogramSchedule
{
    private readonly long _interval;

    private HistogramSchedule(long interval) => _interval = interval;

    /// <param name="options">The summary interval, and the largest number of histograms.</param>
    /// <param name="totalSteps">Steps of the whole trial.</param>
    public static HistogramSchedule Of(TrainingOptions options, long totalSteps)
    {
        if (options.MaxHistograms == 0)
        {
            return new(0);
        }

        var interval = Math.Min(options.SummaryInterval, totalSteps);
        if (interval == 0) { return new(0); }
        var points = totalSteps / interval;
        var every = Math.Max(1, (points + options.MaxHistograms - 1) / options.MaxHistograms);
        return new(interval * every);
    }

    /// <param name="step">The number of the step, from 1.</param>
    public bool IsDue(long step) => _interval > 0 && step % _interval == 0;
}
