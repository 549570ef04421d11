using System.Collections.Immutable;
using System.Diagnostics;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Telemetry;

/// <summary>
/// Records what an attempt does in this silo's metrics and traces. Both halves of the attempt call it: the slot's thread, which trains, and
/// the report sender, which stores.
/// </summary>
internal sealed class AttemptTelemetry : IDisposable
{
    private readonly SlotTelemetry _silo;
    private readonly TimeProvider _time;
    private readonly AttemptGauges _gauges;
    private readonly AttemptTrace _trace;
    private readonly SlotClock _slot;
    private readonly string _epochMetric;
    private ICountsWork? _work;
    private long _wordsPerStep;
    private long _step;
    private long _stepBegan;
    private long _epochBegan;
    private TimeSpan _validating;
    private bool _isWholeEpoch;

    public AttemptTelemetry(SlotTelemetry silo, TrialAssignment assignment, AttemptTrace trace, SlotClock slot, TimeProvider time)
    {
        (_silo, _time, _trace, _slot, _gauges) = (silo, time, trace, slot, new(assignment));
        _epochMetric = assignment.Schema.Resource.Name;
        silo.Slots.Begin(_gauges);
        slot.Enter(SlotState.Beginning);
    }

    /// <summary>Notes on the slot's thread that training begins, at its checkpoint's step or at 0.</summary>
    public void Began(ITraining training)
    {
        (_step, _work) = (training.Step, training as ICountsWork);
        (_wordsPerStep, _validating) = (_work?.ItemsPerStep ?? 0, _work?.Validating ?? TimeSpan.Zero);
        var perEpoch = Math.Max(1, _work?.StepsPerEpoch ?? training.TotalSteps ?? 1);
        _isWholeEpoch = _step % perEpoch == 0;
        _gauges.At(_step, training.TotalSteps ?? 0);
        _trace.BeginEpoch((_step / perEpoch) + 1);
        _epochBegan = _stepBegan = _time.GetTimestamp();
    }

    /// <summary>Notes that a step was made. The next one begins with <see cref="StepBegins"/>.</summary>
    /// <param name="points">The step's points.</param>
    public void Stepped(ITraining training, ImmutableArray<MetricPoint> points)
    {
        if (!points.IsEmpty && _work?.Validating is { } validating && validating > _validating)
        {
            _slot.Split(SlotState.Validating, validating - _validating);
            _validating = validating;
        }

        var steps = training.Step - _step;
        _step = training.Step;
        _silo.Training.Trained(steps, steps * _wordsPerStep);
        _gauges.At(_step, training.TotalSteps ?? 0);
        _gauges.Reported(points);
        if (EpochOf(points) is { } epoch) { EndEpoch(epoch, !training.IsFinished); }
        else { _silo.Training.Step(_time.GetElapsedTime(_stepBegan)); }
    }

    public void StepBegins()
    {
        _slot.Enter(SlotState.Training);
        _stepBegan = _time.GetTimestamp();
    }

    /// <summary>Notes that the slot's thread reports. After the last step this state lasts until everything is stored.</summary>
    public void Reports() => _slot.Enter(SlotState.Reporting);

    /// <summary>Notes that points were replaced by others, into which they were merged.</summary>
    public void Merged(int points)
    {
        _gauges.Stored(points);
        _silo.Slots.Merged(points);
    }

    /// <summary>Writes a checkpoint, on the slot's thread.</summary>
    public CheckpointInfo Write(long step, Func<CheckpointInfo> write)
    {
        _slot.Enter(SlotState.Checkpoint);
        using var span = _trace.Checkpoint("write", step);
        var begun = Stopwatch.GetTimestamp();
        var checkpoint = write();
        _silo.Checkpoints.Written(Stopwatch.GetElapsedTime(begun), checkpoint.Bytes);
        span?.SetTag("bytes", checkpoint.Bytes);
        _slot.Enter(SlotState.Reporting);
        return checkpoint;
    }

    /// <summary>Copies the state of the best point, on the slot's thread. Its time counts as a checkpoint's.</summary>
    public void Keep(Action keep)
    {
        _slot.Enter(SlotState.Checkpoint);
        keep();
        _slot.Enter(SlotState.Reporting);
    }

    /// <summary>Notes that points were stored in the database.</summary>
    public void Stored(int points) => _gauges.Stored(points);

    /// <summary>Stores a checkpoint for all silos.</summary>
    public async Task<T> StoreAsync<T>(long step, Func<Task<T>> store)
    {
        using var span = _trace.Checkpoint("store", step);
        var begun = Stopwatch.GetTimestamp();
        var result = await store();
        _silo.Checkpoints.Stored(Stopwatch.GetElapsedTime(begun));
        return result;
    }

    /// <summary>Notes how the attempt ended.</summary>
    /// <param name="outcome">Null if it was handed back.</param>
    /// <param name="isHeld">Whether it was handed back because it has reached the level of its assignment.</param>
    /// <param name="isOver">Whether the trial already belonged to another attempt, so that nothing this one did counts.</param>
    /// <param name="obstacle">Why it could not be trained here; null if it could.</param>
    /// <returns>The outcome in one word, as the trace has it.</returns>
    public string End(TrialOutcome? outcome, bool isHeld, bool isOver, string? obstacle)
    {
        var word = isOver ? "over" : isHeld ? "held" : outcome is null ? "handed_back" : outcome.Status.ToString().ToLowerInvariant();
        _trace.End(word, obstacle ?? outcome?.Reason);
        return word;
    }

    /// <summary>Notes that the slot could not run the attempt to its end.</summary>
    public void Fail(Exception exception) => _trace.End("error", exception.Message);

    public void Dispose()
    {
        _silo.Slots.End(_gauges);
        _slot.Enter(SlotState.Idle);
        _trace.Dispose();
    }

    private void EndEpoch(long epoch, bool goesOn)
    {
        var now = _time.GetTimestamp();
        if (_isWholeEpoch) { _silo.Training.Epoch(_time.GetElapsedTime(_epochBegan, now)); }
        (_epochBegan, _isWholeEpoch) = (now, true);
        if (goesOn) { _trace.BeginEpoch(epoch + 1); }
        else { _trace.EndEpoch(); }
    }

    private long? EpochOf(ImmutableArray<MetricPoint> points)
    {
        foreach (var point in points)
        {
            if (point.Metric == _epochMetric) { return (long)point.Value; }
        }

        return null;
    }
}
