namespace Sweep.Model.Checkpoints;

/// <summary>
/// Collects the losses that the next point averages: all since the last point, and the last 20. It is part of a checkpoint.
/// </summary>
public sealed class LossAverage
{
    private const int Length = 20;

    private readonly Queue<double> _last;
    private double _sum;
    private long _count;

    public LossAverage()
        : this(new(0, 0, []))
    {
    }

    public LossAverage(State state) => (_sum, _count, _last) = (state.Sum, state.Count, new(state.Last));

    public sealed record State(double Sum, long Count, IReadOnlyList<double> Last);

    public State Snapshot => new(_sum, _count, [.. _last]);

    /// <summary>The mean since the last <see cref="Restart"/>.</summary>
    public double Mean => _sum / _count;

    /// <summary>The mean of the last 20 steps, or of all steps if there are fewer.</summary>
    public double MeanOfLast20 => _last.Average();

    public void Add(double loss)
    {
        (_sum, _count) = (_sum + loss, _count + 1);
        if (_last.Count == Length)
        {
            _last.Dequeue();
        }

        _last.Enqueue(loss);
    }

    /// <summary>Begins a new mean; the last 20 losses are kept.</summary>
    public void Restart() => (_sum, _count) = (0, 0);
}
