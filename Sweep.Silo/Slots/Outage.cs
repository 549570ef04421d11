using Sweep.Grains;

namespace Sweep.Silo.Slots;

/// <summary>What is said of calls that are sent again: one line when the first of the silo's slots gets no answer, one when all have theirs.</summary>
internal sealed partial class Outage(TimeProvider time, ILogger logger)
{
    private readonly Lock _lock = new();
    private int _unanswered;
    private long _since;

    /// <summary>A call failed for the first time.</summary>
    public void Begin(Exception problem)
    {
        lock (_lock)
        {
            if (_unanswered++ > 0) { return; }
            _since = time.GetTimestamp();
        }

        LogBegun(logger, Explain(problem));
    }

    /// <summary>A call that had failed is over.</summary>
    public void End()
    {
        TimeSpan lasted;
        lock (_lock)
        {
            if (--_unanswered > 0) { return; }
            lasted = time.GetElapsedTime(_since);
        }

        LogEnded(logger, Math.Round(lasted.TotalSeconds, 1));
    }

    /// <summary>An error in one line, with its type where the message alone says little.</summary>
    internal static string Explain(Exception problem)
    {
        var line = problem.Message.Split('\n', 2)[0].TrimEnd();
        return problem is SherlockException ? line : $"{problem.GetType().Name}: {line}";
    }

    [LoggerMessage(LogLevel.Warning, "The slots get no answer, train on, and send again until they do. {Problem}")]
    private static partial void LogBegun(ILogger logger, string problem);

    [LoggerMessage(LogLevel.Information, "The slots get answers again, after {Seconds} s; nothing is lost.")]
    private static partial void LogEnded(ILogger logger, double seconds);
}
