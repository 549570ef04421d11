using Sweep.Grains;

namespace Sweep.Silo.Slots;

/// <summary>
/// What is said of calls that are sent again: one line when a slot has had no answer for longer than a grain takes to move to another silo, one when all
/// slots have theirs; one when it lasts so long that points are merged.
/// </summary>
internal sealed partial class Outage(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan _worthALine = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private int _unanswered;
    private long _since;
    private bool _isSaid;
    private bool _isMergingSaid;

    /// <summary>A call failed for the first time.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            if (_unanswered++ == 0) { (_since, _isSaid, _isMergingSaid) = (time.GetTimestamp(), false, false); }
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
            if (_isMergingSaid) { return; }
            _isMergingSaid = true;
        }

        LogMerging(logger);
    }

    /// <summary>A call that had failed is over.</summary>
    public void End()
    {
        TimeSpan lasted;
        lock (_lock)
        {
            if (--_unanswered > 0 || !_isSaid) { return; }
            lasted = time.GetElapsedTime(_since);
        }

        LogEnded(logger, Math.Round(lasted.TotalSeconds, 1));
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
}
