using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Sweep.Grains;
using Sweep.Grains.Connections;

namespace Sweep.Silo.Serving;

/// <summary>How much a silo logs, and in which form.</summary>
/// <param name="Level">The least level of the silo's own lines; null: what appsettings.json says.</param>
/// <param name="IsJson">Whether each line is a JSON object instead of text.</param>
internal sealed record LogOptions(LogLevel? Level, bool IsJson)
{
    /// <summary>The category of the lines that a silo writes before it has services, and of its last one.</summary>
    private const string Category = "Sweep.Silo";

    private const string Json = "json";
    private const string Text = "text";
    private const string JsonTime = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly LogLevel[] _levels =
        [LogLevel.Trace, LogLevel.Debug, LogLevel.Information, LogLevel.Warning, LogLevel.Error, LogLevel.Critical];

    // It lives as long as the process.
    private static readonly Lazy<ConsoleFormatter> _json = new(() => new ServiceCollection()
        .AddLogging(logging => logging.AddJsonConsole(Configure)).BuildServiceProvider()
        .GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == ConsoleFormatterNames.Json));

    /// <summary>Text, and as much as appsettings.json says.</summary>
    public static LogOptions Default { get; } = new(null, IsJson: false);

    /// <exception cref="SherlockException">A setting is wrong.</exception>
    public static LogOptions Read(ServeInputs inputs)
    {
        var names = string.Join(", ", _levels.Select(level => level.ToString().ToLowerInvariant()));
        LogLevel? least = inputs.Find(ServeFlags.LogLevel) is { } given
            ? _levels.Select(level => (LogLevel?)level)
                .FirstOrDefault(level => string.Equals($"{level}", given.Value, StringComparison.OrdinalIgnoreCase))
                ?? throw ServeInputs.Wrong(given, names)
            : null;
        return new(least, inputs.Find(ServeFlags.LogFormat) is { } format && format.Value switch
        {
            Json => true,
            Text => false,
            _ => throw ServeInputs.Wrong(format, $"{Text} or {Json}"),
        });
    }

    /// <summary>Sets the least level of the silo's own lines. Libraries never say less than a warning, because they say too much.</summary>
    public void Apply(IConfiguration settings)
    {
        if (Level is not { } level) { return; }
        settings["Logging:LogLevel:Sweep"] = level.ToString();
        settings["Logging:LogLevel:Default"] = (level > LogLevel.Warning ? level : LogLevel.Warning).ToString();
    }

    /// <summary>Writes the log to standard error.</summary>
    public void AddTo(ILoggingBuilder logging, IConfiguration settings)
    {
        logging.AddConfiguration(settings.GetSection("Logging"));
        logging.AddConnectionFilters();
        if (IsJson) { logging.AddJsonConsole(Configure); }
        else { logging.AddConsoleFormatter<ServeFormatter, ConsoleFormatterOptions>().AddConsole(); }
        logging.Services.Configure<ConsoleLoggerOptions>(options =>
        {
            options.FormatterName = IsJson ? ConsoleFormatterNames.Json : ServeFormatter.FormatterName;
            options.LogToStandardErrorThreshold = LogLevel.Trace;
        });
    }

    /// <summary>Formats a line as all lines of the log are, with its time, and without an end of line.</summary>
    public string Line(LogLevel level, string text)
    {
        if (!IsJson) { return ServeFormatter.Line(TimeProvider.System, ServeFormatter.Prefix(level) + text); }
        using var line = new StringWriter(CultureInfo.InvariantCulture);
        _json.Value.Write(new LogEntry<string>(level, Category, default, text, null, (state, _) => state), null, line);
        return line.ToString().TrimEnd();
    }

    private static void Configure(JsonConsoleFormatterOptions options) =>
        (options.UseUtcTimestamp, options.TimestampFormat) = (true, JsonTime);
}
