using Sweep.Model.Configuration;

namespace Sweep.Model.Histograms;

/// <summary>
/// The steps that have histograms: every summary interval, or every second, third, … one where a trial would have too many of them otherwise; in a trial
/// shorter than its interval, the last. It follows from the step alone, so that a resumed trial takes exactly those that an uninterrupted one does.
/// </summary>
internal readonly struct HistogramSchedule
{
    private readonly long _interval;

    private HistogramSchedule(long interval) => _interval = interval;

    /// <param name="options">How often, and at most how many.</param>
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

    /// <param name="step">From 1.</param>
    public bool IsDue(long step) => _interval > 0 && step % _interval == 0;
}
