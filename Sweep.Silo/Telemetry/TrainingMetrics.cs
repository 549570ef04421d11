using System.Diagnostics.Metrics;
using Sweep.Grains.Telemetry;

namespace Sweep.Silo.Telemetry;

/// <summary>
/// Counts what the slots of this silo train. It is called at each step, so it uses no tags: a step costs some hundred nanoseconds here.
/// </summary>
internal sealed class TrainingMetrics
{
    private readonly Counter<long> _steps;
    private readonly Counter<long> _words;
    private readonly Histogram<double> _stepTimes;
    private readonly Histogram<double> _epochTimes;

    public TrainingMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("Sweep.Training");
        _steps = meter.CreateZeroCounter("sweep.training.steps", "{step}", "Optimizer updates made.");
        _words = meter.CreateZeroCounter(
            "sweep.training.words",
            "{word}",
            "Words that training predicted: an epoch predicts nearly every word of its text once.");
        _stepTimes = meter.CreateHistogram<double>(
            "sweep.training.step.duration", "s", "Time of a step; not of those that end an epoch, which validation comes with.");
        _epochTimes = meter.CreateHistogram<double>(
            "sweep.training.epoch.duration", "s", "Time of a whole epoch, validation and checkpoints included.");
    }

    /// <summary>Counts steps that were made.</summary>
    /// <param name="words">The number of words that these steps predicted.</param>
    public void Trained(long steps, long words)
    {
        _steps.Add(steps);
        _words.Add(words);
    }

    public void Step(TimeSpan time) => _stepTimes.Record(time.TotalSeconds);

    public void Epoch(TimeSpan time) => _epochTimes.Record(time.TotalSeconds);
}
