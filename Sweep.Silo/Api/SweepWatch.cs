using Sweep.Grains;

namespace Sweep.Silo.Api;

/// <summary>
/// Watches one sweep for all tabs of this process. As long as a tab is there it polls the database, so the queries do not grow with the
/// number of tabs; without a tab there is no query.
/// </summary>
/// <param name="begin">Makes the poll of a watch that begins.</param>
/// <param name="end">Is called when the watch ends.</param>
internal sealed partial class SweepWatch(Func<SweepPoll> begin, Action end, TimeProvider time, ILogger logger)
{
    /// <summary>The watch rests so many times as long as a look took, so that watching a large sweep does not load the database.</summary>
    private const int RestFactor = 2;

    internal static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>How long answers are shared. A poll does not see all that they say, such as a checkpoint without a new step.</summary>
    private static readonly TimeSpan _longestShare = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan _longestRest = TimeSpan.FromSeconds(10);
    private static readonly Backoff _backoff = new(baseDelay: Pause, maxDelay: TimeSpan.FromSeconds(2));

    private readonly Lock _lock = new();
    private readonly List<StreamTab> _tabs = [];
    private CancellationTokenSource? _running;
    private SweepPoll? _poll;
    private StreamMessage? _lost;
    private SharedAnswers? _answers;

    /// <summary>The answers for what the last look saw; null while the database is away, or no tab is there.</summary>
    public AnswerCache? Answers => _answers?.Current;

    /// <summary>Adds a tab. The first one starts the polling.</summary>
    public void Add(StreamTab tab)
    {
        lock (_lock)
        {
            _tabs.Add(tab);
            if (_running is null)
            {
                (_running, _poll, _lost) = (new(), begin(), null);
                _ = RunAsync(_poll, _running.Token);
                return;
            }

            if (_poll?.Row is { } row) { tab.Send(row); }
            if (_lost is { } lost) { tab.Send(lost); }
        }
    }

    /// <summary>Removes a tab. The last one ends the polling.</summary>
    public void Remove(StreamTab tab)
    {
        lock (_lock)
        {
            if (!_tabs.Remove(tab) || _tabs.Count > 0) { return; }
            _running?.Cancel();
            _running?.Dispose();
            (_running, _poll, _answers) = (null, null, null);
            end();
        }
    }

    /// <summary>Forgets the answers, because a request has just changed the sweep.</summary>
    public void Forget() => _answers?.Forget();

    private async Task RunAsync(SweepPoll poll, CancellationToken cancellationToken)
    {
        await Task.Yield();
        for (var failures = 0; !cancellationToken.IsCancellationRequested;)
        {
            TimeSpan pause;
            try
            {
                var began = time.GetTimestamp();
                Tell(poll, await poll.LookAsync(Metrics(), cancellationToken), cancellationToken);
                var usual = poll.IsRunning ? Pause : 2 * Pause;
                pause = TimeSpan.FromTicks(Math.Clamp(RestFactor * time.GetElapsedTime(began).Ticks, usual.Ticks, _longestRest.Ticks));
                failures = 0;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                if (exception is not SherlockException) { LogUnexpected(logger, exception); }
                Lose(exception is SherlockException ? exception.Message : "The sweep cannot be read.", cancellationToken);
                pause = _backoff.DelayBefore(++failures);
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private HashSet<string> Metrics()
    {
        lock (_lock) { return [.. _tabs.SelectMany(tab => tab.Metrics)]; }
    }

    private void Tell(SweepPoll poll, IReadOnlyList<StreamMessage> messages, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (cancellationToken.IsCancellationRequested || _poll != poll) { return; }
            if (_lost is not null) { Send([StreamMessage.Back]); }
            _answers ??= new(_longestShare, time);
            if (messages.Count > 0) { _answers.Forget(); }
            _lost = null;
            Send(messages);
        }
    }

    private void Lose(string message, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (cancellationToken.IsCancellationRequested || _lost is not null) { return; }
            (_lost, _answers) = (StreamMessage.Lost(message), null);
            Send([_lost]);
        }
    }

    private void Send(IReadOnlyList<StreamMessage> messages)
    {
        foreach (var tab in _tabs) { tab.SendAll(messages); }
    }

    [LoggerMessage(LogLevel.Error, "A watch of a sweep met an unexpected error; it looks again.")]
    private static partial void LogUnexpected(ILogger logger, Exception exception);
}
