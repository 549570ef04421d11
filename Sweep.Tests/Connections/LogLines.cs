using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Sweep.Tests.Connections;

/// <summary>Collects what a host logs: category, level, text, and whether there was an exception.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, LogLevel Level, string Text, Exception? Exception)> _lines = [];

    public IReadOnlyList<(string Category, LogLevel Level, string Text, Exception? Exception)> All => [.. _lines];

    public IReadOnlyList<string> Ours =>
        [.. _lines.Where(line => line.Category.StartsWith("Sweep.Grains.Connections", StringComparison.Ordinal)).Select(line => line.Text)];

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
        // It holds no resources.
    }

    private sealed class Category(LogLines lines, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines._lines.Enqueue((name, logLevel, formatter(state, exception), exception));
    }
}
