using System.Collections.Immutable;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;

namespace Sweep.Silo.Slots;

/// <summary>
/// What an attempt has to tell and has not told yet. Training runs on while nobody listens: points are kept in their order up to a bound, then training
/// waits; of checkpoints only the newest is kept, since nobody would go on from an older one.
/// </summary>
/// <param name="mostPoints">Points that wait at the most, but for the last step's.</param>
/// <param name="discard">Told of a checkpoint that will not be kept; called under no lock of the caller's.</param>
/// <param name="from">The step that the attempt is to go on from: all that is known of it until training has begun.</param>
internal sealed class ReportBuffer(int attempt, int mostPoints, Action<CheckpointInfo> discard, long from = 0) : IReportSink
{
    /// <summary>Points in one report: few enough to be stored well within any timeout.</summary>
    internal const int MostAtOnce = 10_000;

    private const int SummaryWeight = 5;

    private readonly object _lock = new();
    private readonly Queue<TrainingNews> _steps = new();
    private TaskCompletionSource _news = NewSignal();
    private (CheckpointInfo Info, long Behind)? _checkpoint;
    private TrainingProgress _progress;
    private WordVectors? _vectors;
    private (long Put, long Taken) _count;
    private int _points;
    private bool _isNews;
    private bool _isComplete;
    private bool _isClosed;

    /// <summary>The step at which training began; null before that.</summary>
    public long? BeganAt { get; private set; }

    public void Put(TrainingNews news, CancellationToken stop)
    {
        var dropped = news.Checkpoint;
        lock (_lock)
        {
            WaitForRoom(stop);
            if (!_isClosed)
            {
                Add(news);
                dropped = news.Checkpoint is null ? null : Replace(news.Checkpoint);
            }
        }

        if (dropped is not null) { discard(dropped); }
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
            (_isClosed, dropped, _checkpoint) = (true, _checkpoint?.Info, null);
            _steps.Clear();
            Monitor.PulseAll(_lock);
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

    private void WaitForRoom(CancellationToken stop)
    {
        if (_points < mostPoints || _isClosed) { return; }
        var wake = stop.UnsafeRegister(_ => { lock (_lock) { Monitor.PulseAll(_lock); } }, null);

        // What is left to say after a stop is little, and must not wait for a server that may be away for long.
        while (_points >= mostPoints && !_isClosed && !stop.IsCancellationRequested) { Monitor.Wait(_lock); }

        // Not disposed: that would wait for a callback that waits for our lock.
        wake.Unregister();
    }

    private void Add(TrainingNews news)
    {
        BeganAt ??= news.Progress.Step;
        (_progress, _isNews, _vectors) = (news.Progress, true, news.Vectors ?? _vectors);
        if (!news.Points.IsEmpty)
        {
            _steps.Enqueue(news);
            _points += Weight(news);
            _count.Put++;
        }

        _news.TrySetResult();
    }

    /// <returns>The checkpoint that waited till now.</returns>
    private CheckpointInfo? Replace(CheckpointInfo checkpoint)
    {
        var before = _checkpoint?.Info;
        _checkpoint = (checkpoint, _count.Put);

        // A step that was saved twice is one file.
        return before?.Location == checkpoint.Location ? null : before;
    }

    private TrialReport Take()
    {
        var end = _checkpoint?.Behind ?? _count.Put;
        var (points, summaries, weight) = (ImmutableArray.CreateBuilder<MetricPoint>(), ImmutableArray.CreateBuilder<StepSummary>(), 0);
        for (; _count.Taken < end && weight < MostAtOnce; _count.Taken++)
        {
            var step = _steps.Dequeue();
            points.AddRange(step.Points);
            if (step.Summary is { } summary) { summaries.Add(summary); }
            weight += Weight(step);
        }

        _points -= weight;
        Monitor.PulseAll(_lock);
        var checkpoint = _count.Taken == end ? _checkpoint?.Info : null;
        if (checkpoint is not null) { _checkpoint = null; }
        var at = checkpoint?.Step ?? (_count.Taken == _count.Put ? _progress.Step : points[^1].Step);
        if (_count.Taken == _count.Put && at == _progress.Step) { (_isNews, _news) = (false, _isComplete ? _news : NewSignal()); }
        return new(attempt, at, _progress.TotalSteps, points.ToImmutable(), checkpoint, summaries.ToImmutable());
    }

    // A histogram is some hundreds of bytes, as a few points are.
    private static int Weight(TrainingNews news) => news.Points.Length + (SummaryWeight * (news.Summary?.Histograms.Length ?? 0));

    private TrialReport SignOfLife()
    {
        lock (_lock) { return new(attempt, BeganAt is null ? from : _progress.Step, _progress.TotalSteps, []); }
    }
}
