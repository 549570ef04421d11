using Sweep.Grains;

namespace Sweep.Silo.Retry;

/// <summary>
/// Logs outages that slots meet while they repeat calls. It writes one line when a slot has waited for an answer longer than a grain takes
/// to move to another silo, one when every slot has its answer, and one when an outage lasts so long that points are merged. If the
/// database is merely slow, so that no call fails, the line about merged points is written once in the life of the process; the counter of
/// merged points has the rest.
/// </summary>
internal sealed partial class OutageNotice(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan _worthALine = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private int _unanswered;
    private long _since;
    private bool _isSaid;
    private bool _isMergingSaid;
    private long _merges;
    private long _mergesBefore;

    /// <summary>The number of times that points have been merged so far.</summary>
    public long Merges
    {
        get
        {
            lock (_lock) { return _merges; }
        }
    }

    /// <summary>Notes that a call failed for the first time.</summary>
    /// <param name="merges">
    /// The value of <see cref="Merges"/> when the call was sent, because a call may hang for long before it fails.
    /// </param>
    public void Begin(long merges)
    {
        lock (_lock)
        {
            if (_unanswered++ == 0)
            {
                (_since, _isSaid, _mergesBefore) = (time.GetTimestamp(), false, merges);

                // Points that were merged while this call hung were merged because of this outage.
                _isMergingSaid = _isMergingSaid && _merges > merges;
            }

            _mergesBefore = Math.Min(_mergesBefore, merges);
        }
    }

    /// <summary>Notes that the call failed again.</summary>
    public void Last(Exception problem)
    {
        lock (_lock)
        {
            if (_isSaid || time.GetElapsedTime(_since) < _worthALine) { return; }
            _isSaid = true;
        }

        LogBegun(logger, Explain(problem));
    }

    /// <summary>Notes that points were merged. The first time in an outage, or when the database is merely slow, is worth a line.</summary>
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

    /// <summary>Notes that a call that had failed has ended.</summary>
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

    /// <summary>Describes an error in one line, with its type if the message alone says little.</summary>
    internal static string Explain(Exception problem)
    {
        var line = FirstLine.Of(problem);
        return problem switch
        {
            SherlockException => line,
            // The messages of these errors are long, and describe messages and addresses.
            TimeoutException or OrleansException => $"A silo does not answer ({problem.GetType().Name}).",
            _ => $"{problem.GetType().Name}: {line}",
        };
    }

    [LoggerMessage(LogLevel.Warning, "The slots get no answer, train on, and send again until they do. {Problem}")]
    private static partial void LogBegun(ILogger logger, string problem);

    [LoggerMessage(
        LogLevel.Warning,
        "More points wait for the database than a trial may keep: it trains on, and neighbouring summary intervals that wait become one. "
        + "Nothing of an epoch's end is merged.")]
    private static partial void LogMerging(ILogger logger);

    [LoggerMessage(LogLevel.Information, "The slots get answers again, after {Seconds} s; nothing is lost.")]
    private static partial void LogEnded(ILogger logger, double seconds);

    [LoggerMessage(LogLevel.Information, "The slots get answers again, after {Seconds} s; points were merged while they waited.")]
    private static partial void LogEndedMerged(ILogger logger, double seconds);
}
