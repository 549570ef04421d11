using System.Diagnostics;
using System.Globalization;

namespace Sweep.Tests.Cluster;

/// <summary>
/// Kills the processes it watches when the one that holds it ends, in whatever way: a test run that is killed leaves no silo behind.
/// </summary>
/// <remarks>It is a shell in a session of its own, whose input, a pipe, ends with the test run.</remarks>
internal sealed class ProcessWarden : IDisposable
{
    private const string Script =
        """
        watched=
        while read -r sign id; do
          case $sign in
            +) watched="$watched $id" ;;
            -) left=
               for one in $watched; do [ "$one" = "$id" ] || left="$left $one"; done
               watched="$left" ;;
          esac
        done
        [ -z "$watched" ] || kill -KILL $watched 2>/dev/null
        """;

    private static readonly Lazy<ProcessWarden> _ofTheRun = new(() => new());

    private readonly Process _shell;
    private readonly Lock _writing = new();

    public ProcessWarden() =>
        _shell = Process.Start(
            new ProcessStartInfo("setsid", ["sh", "-c", Script]) { RedirectStandardInput = true, WorkingDirectory = "/" })!;

    /// <summary>The one that ends with the test run.</summary>
    public static ProcessWarden OfTheRun => _ofTheRun.Value;

    public void Watch(int process) => Tell('+', process);

    /// <summary>The process has ended: its id may soon be another's.</summary>
    public void Forget(int process) => Tell('-', process);

    /// <summary>Does what the end of the test run would do, and returns when it is done.</summary>
    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }

    private void Tell(char sign, int process)
    {
        lock (_writing)
        {
            _shell.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sign} {process}"));
            _shell.StandardInput.Flush();
        }
    }
}
