using Sweep.Grains.Trials;

namespace Sweep.Silo.Slots;

/// <summary>A log whose lines begin with the trial.</summary>
internal sealed class TrialLog(ILogger log, TrialId trial) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => log.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        log.Log(logLevel, eventId, state, exception, (value, problem) => $"Trial {trial}: {formatter(value, problem)}");
}
