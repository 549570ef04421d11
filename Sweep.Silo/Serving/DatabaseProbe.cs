using Sweep.Grains;

namespace Sweep.Silo.Serving;

/// <summary>
/// Checks whether the database answers, with one query for all callers at a time: however many health probes come, they take one of the
/// server's connections.
/// </summary>
/// <param name="ask">Throws a <see cref="SherlockException"/> if the database does not answer.</param>
/// <param name="database">The database's name, for messages.</param>
internal sealed class DatabaseProbe(Func<CancellationToken, Task> ask, string database, TimeProvider time)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _kept = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<string?>? _answer;
    private long _answered;

    /// <summary>The database's problem, as it was less than a second ago.</summary>
    /// <returns>Null if the database answers; else why not.</returns>
    public Task<string?> ProblemAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var isOld = _answer is null || (_answer.IsCompleted && time.GetElapsedTime(_answered) >= _kept);
            if (isOld) { _answer = Task.Run(AskAsync, CancellationToken.None); }
            return _answer!.WaitAsync(cancellationToken);
        }
    }

    // All waiting callers share this call, so none of them can cancel it.
    private async Task<string?> AskAsync()
    {
        using var limit = new CancellationTokenSource(_patience, time);
        try
        {
            await ask(limit.Token);
            return null;
        }
        catch (SherlockException exception)
        {
            return exception.Message;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return $"The database {database} does not answer within {_patience.TotalSeconds:0} s.";
        }
        finally
        {
            _answered = time.GetTimestamp();
        }
    }
}
