using Sweep.Grains;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// Keeps the first warning about files that cannot be written. Training continues after such a warning, but an export does not.
/// </summary>
internal sealed class ExportLogger : ILogger
{
    private string? _problem;

    /// <summary>Forgets the warning of the last write, because the folder may be writable again.</summary>
    public void Begin() => _problem = null;

    /// <exception cref="SherlockException">There was a warning.</exception>
    public void Require(string folder)
    {
        if (_problem is { } problem) { throw new SherlockException($"The export to '{folder}' cannot go on: {problem}"); }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) { _problem ??= formatter(state, exception); }
    }
}
