using Spectre.Console;

namespace Sweep.Client.Terminal;

/// <summary>Makes consoles for terminals and for pipes.</summary>
internal static class Consoles
{
    /// <summary>A pipe has no width of its own; this is wide enough that no table of a reasonable grid wraps.</summary>
    private const int PipeWidth = 240;

    public static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
        {
            console.Profile.Width = PipeWidth;
        }

        return console;
    }
}
