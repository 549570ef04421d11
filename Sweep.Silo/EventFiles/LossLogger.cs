using Sweep.Grains.Trials;
using Sweep.Silo.Telemetry;

namespace Sweep.Silo.EventFiles;

/// <summary>Takes the warnings about a trial's files. Each one is a loss and is counted, but only the first of many is passed on.</summary>
internal sealed partial class LossLogger(ILogger logger, IncompleteEventFiles lost, TrialId trial) : ILogger
{
    /// <summary>The last warning; null before the first.</summary>
    public string? Problem { get; private set; }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel < LogLevel.Warning)
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
            return;
        }

        EventFileErrors.Count();
        Problem = formatter(state, exception);
        if (lost.Lose(trial)) { LogLost(logger, Problem); }
    }

    [LoggerMessage(
        LogLevel.Warning, "{Problem} Training goes on; what is missing there is written from the database as soon as that can be.")]
    private static partial void LogLost(ILogger logger, string problem);
}
