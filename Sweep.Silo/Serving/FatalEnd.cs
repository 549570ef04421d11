using System.Runtime.InteropServices;
using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Serving;

/// <summary>
/// Ends the process when Orleans says that this silo must not continue, above all if the other silos have declared it dead while it hung or
/// was cut off. Its trials continue on other silos, so nothing that still runs here counts: the process writes one line and ends.
/// </summary>
internal sealed class FatalEnd(string name, string clusterId, LogOptions log) : IFatalErrorHandler
{
    private int _ended;
    private volatile bool _isMember;

    /// <summary>Notes that this silo is a member of the cluster. If it ends before, it could not become one.</summary>
    public void Joined() => _isMember = true;

    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender, string? context, Exception? exception)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0) { return; }
        Console.Error.WriteLine(
            log.Line(LogLevel.Critical, _isMember || exception is not null ? Explain(name, context, exception) : NotJoined()));
        Exit(SherlockException.OutOfReach);
    }

    /// <summary>Ends a silo that could not stop in order: some of its threads may still train.</summary>
    public static void Leave(SherlockException problem, LogOptions log)
    {
        Console.Error.WriteLine(log.Line(LogLevel.Critical, problem.Message));
        Exit(problem.ExitCode);
    }

    internal static string Explain(string name, string? context, Exception? exception) => exception is null
        ? $"The cluster has declared silo {name} dead: it hung, was overloaded or was cut off from the others for too long. "
            + "Its trials go on elsewhere; start it again."
        : $"Silo {name} cannot go on ({Spelling.OneLine(context ?? "no context")}): {FirstLine.Of(exception)}";

    private string NotJoined() =>
        $"This silo and the others of cluster '{clusterId}' do not reach each other, so it takes no part: "
        + "are all addresses and ports open both ways, and have all the same certificates (--certs)?";

    /// <summary>
    /// Ends the process at once. The usual exit waits for the host, and unloads libtorch while threads still train with it.
    /// </summary>
    private static void Exit(int code)
    {
        if (OperatingSystem.IsWindows()) { Environment.Exit(code); }
        ExitNow(code);
    }

    [DllImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void ExitNow(int code);
}
