using System.Collections.Immutable;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;

namespace Sweep.Silo.Slots;

/// <summary>
/// What an attempt has to tell and has not told yet. Training runs on while nobody listens, and never waits: points are kept in their order up to a bound,
/// then neighbours are merged, the shortest first (<see cref="WaitingSteps"/>); of checkpoints only the newest is kept, since nobody would go on from an older one.
/// </summary>
/// <param name="mostPoints">Points that wait at the most, but for those that cannot be merged.</param>
/// <param name="discard">Told of a checkpoint that will not be kept; called under no lock of the caller's.</param>
/// <param name="merged">Told how many points others stand for from now on; called under no lock of the caller's.</param>
/// <param name="from">The step that the attempt is to go on from: all that is known of it until training has begun.</param>
internal sealed class ReportBuffer(
    int attempt, int mostPoints, Action<CheckpointInfo> discard, Action<int>? merged = null, long from = 0) : IReportSink
{
    /// <summary>Points in one report: few enough to be stored well within any timeout.</summary>
    internal const int MostAtOnce = 10_000;

    private readonly Lock _lock = new();
    private readonly WaitingSteps _steps = new(mostPoints);
    private TaskCompletionSource _news = NewSignal();
    private CheckpointInfo? _checkpoint;
    private TrainingProgress _progress;
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

    public void Put(TrainingNews news)
    {
        var (dropped, thinned) = (news.Checkpoint, 0);
        lock (_lock)
        {
            if (!_isClosed)
            {
                Add(news);
                dropped = news.Checkpoint is null ? null : Replace(news.Checkpoint);
                thinned = _steps.Thin(_checkpoint?.Step);
            }
        }

        if (dropped is not null) { discard(dropped); }
        if (thinned > 0) { merged?.Invoke(thinned); }
    }

    /// <summary>The newest vectors of the words that were not taken yet; null where there are none.</summary>
    public WordVectors? TakeVectors()
    {
        lock (_lock)
        {
            var vectors = _vectors;
            _vectors = null;
            return vectors;
        }
    }

    public void Complete()
    {
        lock (_lock)
        {
            _isComplete = true;
            _news.TrySetResult();
        }
    }

    /// <summary>Nobody listens any more: what waits is dropped, and what comes too.</summary>
    public void Close()
    {
        CheckpointInfo? dropped;
        lock (_lock)
        {
            (_isClosed, dropped, _checkpoint) = (true, _checkpoint, null);
            _steps.Clear();
        }

        if (dropped is not null) { discard(dropped); }
    }

    /// <summary>Waits for something to tell.</summary>
    /// <returns>
    /// As much as belongs in one report, a checkpoint at its end; without points where there was nothing new for so long (a sign of life, also before training
    /// has begun: a large text takes its time); null when all is told and training has ended.
    /// </returns>
    public async Task<TrialReport?> NextAsync(TimeSpan patience, TimeProvider time)
    {
        while (true)
        {
            Task news;
            lock (_lock)
            {
                if (_isNews && !_isClosed) { return Take(); }
                if (_isComplete || _isClosed) { return null; }
                news = _news.Task;
            }

            if (!await IsInTimeAsync(news, patience, time)) { return SignOfLife(); }
        }
    }

    private static async Task<bool> IsInTimeAsync(Task news, TimeSpan patience, TimeProvider time)
    {
        try
        {
            await news.WaitAsync(patience, time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(TrainingNews news)
    {
        if (_beganAt is null)
        {
            _beganAt = news.Progress.Step;
            _steps.BeginAt(news.Progress.Step);
        }

        (_progress, _isNews, _vectors) = (news.Progress, true, news.Vectors ?? _vectors);
        if (!news.Points.IsEmpty) { _steps.Add(news with { Checkpoint = null, Vectors = null }); }
        _news.TrySetResult();
    }

    /// <returns>The checkpoint that waited till now.</returns>
    private CheckpointInfo? Replace(CheckpointInfo checkpoint)
    {
        var before = _checkpoint;
        _checkpoint = checkpoint;

        // A step that was saved twice is one file.
        return before?.Location == checkpoint.Location ? null : before;
    }

    private TrialReport Take()
    {
        // A checkpoint comes behind all points up to its step, however many were merged.
        var end = _checkpoint?.Step ?? long.MaxValue;
        var (points, summaries, weight) = (ImmutableArray.CreateBuilder<MetricPoint>(), ImmutableArray.CreateBuilder<StepSummary>(), 0);
        while (weight < MostAtOnce && _steps.Take(end) is { } step)
        {
            points.AddRange(step.Points);
            if (step.Summary is { } summary) { summaries.Add(summary); }
            weight += WaitingSteps.Weigh(step);
        }

        var checkpoint = _steps.HasAny(end) ? null : _checkpoint;
        if (checkpoint is not null) { _checkpoint = null; }
        var at = checkpoint?.Step ?? (_steps.IsEmpty ? _progress.Step : points[^1].Step);
        if (_steps.IsEmpty && at == _progress.Step) { (_isNews, _news) = (false, _isComplete ? _news : NewSignal()); }
        return new(attempt, at, _progress.TotalSteps, points.ToImmutable(), checkpoint, summaries.ToImmutable());
    }

    private TrialReport SignOfLife()
    {
        lock (_lock) { return new(attempt, _beganAt is null ? from : _progress.Step, _progress.TotalSteps, []); }
    }
}
