using System.Globalization;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;

namespace Sweep.Client.Verbs;

/// <summary>
/// Prints the progress of a download: on a terminal one line per book that counts up, otherwise one line when a book begins.
/// </summary>
internal sealed class FetchLines(CommandContext context) : IProgress<FetchProgress>
{
    private readonly Lock _lock = new();
    private string? _title;
    private int _width;

    public void Report(FetchProgress value)
    {
        lock (_lock)
        {
            if (value.Title != _title)
            {
                NewLine();
                _title = value.Title;
                if (!context.IsTerminal)
                {
                    context.Say($"Fetching {value.Title} ...");
                }
            }

            if (context.IsTerminal)
            {
                // Padded to cover the previous text.
                var line = Line(value).PadRight(_width);
                context.Screen.Profile.Out.Writer.Write($"\r{line}");
                _width = line.Length;
            }
        }
    }

    /// <summary>Ends the line that counts up.</summary>
    public void End()
    {
        lock (_lock)
        {
            NewLine();
        }
    }

    private void NewLine()
    {
        if (_width > 0)
        {
            context.Say("");
            _width = 0;
        }
    }

    private static string Line(FetchProgress value) => value.TotalBytes is { } total and > 0
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{value.Title}: {value.Bytes / 1024:n0} of {total / 1024:n0} KiB ({100 * value.Bytes / total}%)")
        : string.Create(CultureInfo.InvariantCulture, $"{value.Title}: {value.Bytes / 1024:n0} KiB");
}
