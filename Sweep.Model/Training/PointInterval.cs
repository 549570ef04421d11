using Sweep.Model.Checkpoints;
using Sweep.Model.Configuration;

namespace Sweep.Model.Training;

/// <summary>Adds up the steps since the last point: their losses, which are part of a checkpoint, and the time that they took.</summary>
internal sealed class PointInterval(LossAverage.State losses)
{
    private readonly LossAverage _losses = new(losses);
    private (int Steps, TimeSpan Time) _timed;

    public LossAverage.State Losses => _losses.Snapshot;

    public void Add(double loss) => _losses.Add(loss);

    public void AddStep(TimeSpan time) => _timed = (_timed.Steps + 1, _timed.Time + time);

    /// <summary>Begins the next interval.</summary>
    /// <param name="norm">The gradients' global norm at the last step.</param>
    /// <returns>The values of the point that ends this interval.</returns>
    public IReadOnlyList<(string Metric, double Value)> End(double norm)
    {
        (string, double)[] values =
        [
            (MetricNames.TrainLoss, _losses.Mean),
            (MetricNames.TrainLoss20, _losses.MeanOfLast20),
            (MetricNames.GradientNorm, norm),
            (MetricNames.StepsPerSecond, _timed.Steps / _timed.Time.TotalSeconds),
        ];
        _losses.Restart();
        _timed = default;
        return values;
    }
}
