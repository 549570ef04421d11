using System.Collections.Immutable;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Slots;

/// <summary>
/// Holds what an attempt has to report and has not reported yet. Training never waits, even when reports cannot be stored: points are kept
/// in their order up to a bound, and then neighbours are merged, the shortest first (<see cref="PendingSteps"/>). Of the
/// checkpoints the newest and the best are kept (<see cref="WaitingCheckpoints"/>).
/// </summary>
/// <param name="schema">Says which metrics may be merged.</param>
/// <param name="mostPoints">The most points that wait, except those that cannot be merged.</param>
/// <param name="discard">Called with a checkpoint that will not be kept, while the caller holds no lock.</param>
/// <param name="merged">Called with the number of points that were replaced by others, while the caller holds no lock.</param>
/// <param name="from">The step from which the attempt should continue: all that is known of its progress before training begins.</param>
internal sealed class ReportBuffer(
    int attempt, TrainableSchema schema, int mostPoints, Action<CheckpointInfo> discard, Action<int>? merged = null, long from = 0)
{
    /// <summary>Points in one report. They are few enough to be stored within any timeout.</summary>
    internal const int MostAtOnce = 10_000;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly PendingSteps _steps = new(mostPoints, schema);
    private readonly WaitingCheckpoints _checkpoints = new();
    private TaskCompletionSource _news = NewSignal();
    private TaskCompletionSource _haste = NewSignal();
    private (long Step, long TotalSteps) _progress;
    private long? _beganAt;
    private WordVectors? _vectors;
    private bool _isNews;
    private bool _isComplete;
    private bool _isClosed;

    /// <summary>The step at which training began; null before that.</summary>
    public long? BeganAt
    {
        get
        {
            lock (_lock) { return _beganAt; }
        }
    }

    /// <summary>Adds what one step reports. Never waits: if the database is unavailable, training is not slowed.</summary>
    public void Put(WaitingStep report)
    {
        var (dropped, thinned) = (ImmutableArray<CheckpointInfo>.Empty, 0);
        lock (_lock)
        {
            dropped = _checkpoints.Put(report.Checkpoints);
            if (_isClosed) { dropped = [.. dropped, .. _checkpoints.Clear()]; }
            else
            {
                Add(report);
                thinned = _steps.Thin(_checkpoints.Steps);
            }
        }

        foreach (var checkpoint in dropped) { discard(checkpoint); }
        if (thinned > 0) { merged?.Invoke(thinned); }
    }

    /// <summary>Waits while much is not stored yet: for a training whose steps can wait elsewhere.</summary>
    public void WaitForRoom(IKeepsReports training, CancellationToken cancellationToken)
    {
        // The database is slower than the steps, also after a stop: what is reported by then is stored, and it may be much.
        while (true)
        {
            lock (_lock)
            {
                if (!_steps.IsFull || _isClosed) { return; }
            }

            training.WhileWaiting(cancellationToken);
            CancellationToken.None.WaitHandle.WaitOne(_pause);
        }
    }

    /// <summary>Takes the newest word vectors that were not taken yet; null if there are none.</summary>
    public WordVectors? TakeVectors()
    {
        lock (_lock)
        {
            var vectors = _vectors;
            _vectors = null;
            return vectors;
        }
    }

    /// <summary>Marks the end of training: nothing follows.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _isComplete = true;
            Hurry();
        }
    }

    /// <summary>Drops what waits and everything that comes later, because the attempt is over.</summary>
    public void Close()
    {
        ImmutableArray<CheckpointInfo> dropped;
        lock (_lock)
        {
            (_isClosed, dropped) = (true, _checkpoints.Clear());
            _steps.Clear();
            Hurry();
        }

        foreach (var checkpoint in dropped) { discard(checkpoint); }
    }

    /// <summary>Waits for something to report.</summary>
    /// <returns>
    /// As much as belongs in one report, with a checkpoint at its end. A report without points is a sign of life: it comes if there was
    /// nothing new for the given time, also before training has begun, because a large text takes long to read. Null when everything is
    /// reported and training has ended.
    /// </returns>
    /// <param name="turns">When the attempt may report, unless training has ended or waits for room; null if at any time.</param>
    public async Task<TrialReport?> NextAsync(TimeSpan patience, TimeProvider time, ReportTurns? turns = null)
    {
        Task news, haste;
        lock (_lock) { (news, haste) = (_news.Task, _haste.Task); }
        await news.WaitAsync(patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (turns is not null) { await turns.TakeAsync(haste); }
        lock (_lock)
        {
            if (_isNews && !_isClosed) { return Take(); }
            return _isComplete || _isClosed ? null : SignOfLife();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(WaitingStep report)
    {
        if (_beganAt is null)
        {
            _beganAt = report.Step;
            _steps.BeginAt(report.Step);
        }

        (_progress, _isNews, _vectors) = ((report.Step, report.TotalSteps), true, report.Vectors ?? _vectors);
        if (!report.Points.IsEmpty || report.Summary is not null) { _steps.Add(report); }
        _news.TrySetResult();
        if (_steps.IsFull) { _haste.TrySetResult(); }
    }

    /// <summary>Ends all waiting: nothing follows.</summary>
    private void Hurry()
    {
        _news.TrySetResult();
        _haste.TrySetResult();
    }

    private TrialReport Take()
    {
        // A checkpoint comes after all points up to its step, however many of them were merged.
        var end = _checkpoints.Next?.Step ?? long.MaxValue;
        var (points, summaries, weight) = (ImmutableArray.CreateBuilder<MetricPoint>(), ImmutableArray.CreateBuilder<StepSummary>(), 0);
        var last = 0L;
        while (weight < MostAtOnce && _steps.Take(end) is { } step)
        {
            points.AddRange(step.Points);
            if (step.Summary is { } summary) { summaries.Add(summary); }
            weight += PendingSteps.Weigh(step);
            last = step.Step;
        }

        var checkpoint = _steps.HasAny(end) ? null : _checkpoints.Take();
        var at = checkpoint?.Step ?? (_steps.IsEmpty ? _progress.Step : last);
        if (_steps.IsEmpty && at == _progress.Step) { (_isNews, _news) = (false, _isComplete ? _news : NewSignal()); }
        if (!_isComplete && !_steps.IsFull) { _haste = NewSignal(); }
        return new(attempt, at, _progress.TotalSteps, points.ToImmutable(), checkpoint, summaries.ToImmutable());
    }

    private TrialReport SignOfLife() => new(attempt, _beganAt is null ? from : _progress.Step, _progress.TotalSteps, []);
}
