namespace Sweep.Silo.Slots;

/// <summary>A log whose lines begin with the trial.</summary>
/// <param name="trial">Its name on the command line, such as <c>digits/7</c>.</param>
internal sealed class TrialLog(ILogger log, string trial) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => log.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        log.Log(logLevel, eventId, state, exception, (value, problem) => $"Trial {trial}: {formatter(value, problem)}");
}
