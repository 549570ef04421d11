namespace Sweep.Silo.Serving;

internal sealed partial class ClusterWatch
{
    private void Log(string name, ClusterChange change)
    {
        switch (change)
        {
            case ClusterChange.Joined:
                LogJoined(logger, name);
                break;
            case ClusterChange.Left:
                LogLeft(logger, name);
                break;
            case ClusterChange.Died:
                LogDied(logger, name);
                break;
            default:
                LogRejected(logger, name);
                break;
        }
    }

    [LoggerMessage(LogLevel.Information, "Silo {Silo} has joined the cluster.")]
    private static partial void LogJoined(ILogger logger, string silo);

    [LoggerMessage(LogLevel.Information, "Silo {Silo} has left the cluster.")]
    private static partial void LogLeft(ILogger logger, string silo);

    [LoggerMessage(LogLevel.Warning, "Silo {Silo} is dead: it ended without a word, or did not answer. Its trials go on elsewhere.")]
    private static partial void LogDied(ILogger logger, string silo);

    [LoggerMessage(LogLevel.Warning, "Silo {Silo} wanted to join, but it and the others did not reach each other; its own log says more.")]
    private static partial void LogRejected(ILogger logger, string silo);

    [LoggerMessage(LogLevel.Warning, "The queue does not answer yet; trying again until it does.")]
    private static partial void LogNoAnswer(ILogger logger, Exception cause);

    [LoggerMessage(LogLevel.Information, "The queue answers again.")]
    private static partial void LogAnswered(ILogger logger);
}
