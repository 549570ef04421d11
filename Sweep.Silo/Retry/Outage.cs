using Sweep.Grains;

namespace Sweep.Silo.Retry;

/// <summary>
/// What is said of calls that are sent again: one line when a slot has had no answer for longer than a grain takes to move to another silo, one when all
/// slots have theirs; one when it lasts so long that points are merged. Where the database is merely slow, so that no call fails, the last comes once in the
/// process's life: the counter of merged points tells the rest.
/// </summary>
internal sealed partial class Outage(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan _worthALine = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private int _unanswered;
    private long _since;
    private bool _isSaid;
    private bool _isMergingSaid;
    private long _merges;
    private long _mergesBefore;

    /// <summary>How often points have been merged so far.</summary>
    public long Merges
    {
        get
        {
            lock (_lock) { return _merges; }
        }
    }

    /// <summary>A call failed for the first time.</summary>
    /// <param name="merges">The <see cref="Merges"/> when it was sent: it may have hung for long before it failed.</param>
    public void Begin(long merges)
    {
        lock (_lock)
        {
            if (_unanswered++ == 0)
            {
                (_since, _isSaid, _mergesBefore) = (time.GetTimestamp(), false, merges);

                // What was merged while this call hung was of this outage.
                _isMergingSaid = _isMergingSaid && _merges > merges;
            }

            _mergesBefore = Math.Min(_mergesBefore, merges);
        }
    }

    /// <summary>It failed again.</summary>
    public void Last(Exception problem)
    {
        lock (_lock)
        {
            if (_isSaid || time.GetElapsedTime(_since) < _worthALine) { return; }
            _isSaid = true;
        }

        LogBegun(logger, Explain(problem));
    }

    /// <summary>Points were merged: of one outage, or of a database that is merely slow, the first time is worth a line.</summary>
    public void Merged()
    {
        lock (_lock)
        {
            _merges++;
            if (_isMergingSaid) { return; }
            _isMergingSaid = true;
        }

        LogMerging(logger);
    }

    /// <summary>A call that had failed is over.</summary>
    public void End()
    {
        TimeSpan lasted;
        bool wereMerged;
        lock (_lock)
        {
            if (--_unanswered > 0 || !_isSaid) { return; }
            (lasted, wereMerged) = (time.GetElapsedTime(_since), _merges > _mergesBefore);
        }

        var seconds = Math.Round(lasted.TotalSeconds, 1);
        if (wereMerged) { LogEndedMerged(logger, seconds); }
        else { LogEnded(logger, seconds); }
    }

    /// <summary>An error in one line, with its type where the message alone says little.</summary>
    internal static string Explain(Exception problem)
    {
        var line = problem.Message.Split('\n', 2)[0].TrimEnd();
        return problem switch
        {
            SherlockException => line,
            // Their own texts tell of messages and addresses, at length.
            TimeoutException or OrleansException => $"A silo does not answer ({problem.GetType().Name}).",
            _ => $"{problem.GetType().Name}: {line}",
        };
    }

    [LoggerMessage(LogLevel.Warning, "The slots get no answer, train on, and send again until they do. {Problem}")]
    private static partial void LogBegun(ILogger logger, string problem);

    [LoggerMessage(
        LogLevel.Warning,
        "More points wait for the database than a trial may keep: it trains on, and neighbouring summary intervals that wait become one. Nothing of an epoch's end is merged.")]
    private static partial void LogMerging(ILogger logger);

    [LoggerMessage(LogLevel.Information, "The slots get answers again, after {Seconds} s; nothing is lost.")]
    private static partial void LogEnded(ILogger logger, double seconds);

    [LoggerMessage(LogLevel.Information, "The slots get answers again, after {Seconds} s; points were merged while they waited.")]
    private static partial void LogEndedMerged(ILogger logger, double seconds);
}
