using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Sweep.Grains;

namespace Sweep.Silo.Hosting;

/// <summary>Formats log messages for the command line: one line each, and only the message of an exception.</summary>
internal sealed class LineFormatter() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var level = logEntry.LogLevel switch
        {
            >= LogLevel.Error => "error",
            LogLevel.Warning => "warning",
            _ => "info",
        };
        var cause = logEntry.Exception is { } exception ? $" ({FirstLine.Of(exception)})" : "";
        textWriter.WriteLine($"{level}: {FirstLine.Of(logEntry.Formatter(logEntry.State, null))}{cause}");
    }
}
