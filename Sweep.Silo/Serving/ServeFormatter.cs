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
        var cause = logEntry.Exception is { } exception ? $" ({FirstLine.Of(exception)})" : "";
        var text = FirstLine.Of(logEntry.Formatter(logEntry.State, null));
        textWriter.WriteLine(Line(TimeProvider.System, $"{Prefix(logEntry.LogLevel)}{text}{cause}"));
    }

    /// <summary>The word with which a line of a level begins.</summary>
    public static string Prefix(LogLevel level) => level switch
    {
        LogLevel.Critical or LogLevel.Error => "error: ",
        LogLevel.Warning => "warning: ",
        _ => "",
    };

    /// <summary>Formats a line as all lines of the log are.</summary>
    public static string Line(TimeProvider time, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():u} {text}");
}
