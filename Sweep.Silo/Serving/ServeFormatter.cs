using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Sweep.Grains;

namespace Sweep.Silo.Serving;

/// <summary>Formats a silo's log: one line for each event, with its time, and only the message of an exception.</summary>
internal sealed class ServeFormatter() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "serve";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var level = logEntry.LogLevel switch
        {
            LogLevel.Critical or LogLevel.Error => "error: ",
            LogLevel.Warning => "warning: ",
            _ => "",
        };
        var cause = logEntry.Exception is { } exception ? $" ({FirstLine.Of(exception)})" : "";
        textWriter.WriteLine(Line(TimeProvider.System, $"{level}{FirstLine.Of(logEntry.Formatter(logEntry.State, null))}{cause}"));
    }

    /// <summary>Formats a line as all lines of the log are.</summary>
    public static string Line(TimeProvider time, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():u} {text}");
}
