using System.Runtime.InteropServices;
using Sweep.Client.Verbs;

namespace Sweep.Silo.Serving;

/// <summary>Remembers which signal came: a silo that was told to end by SIGTERM, as supervisors do, has done what it was asked.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly PosixSignalRegistration _registration;
    private volatile bool _isTerminated;

    // What the signal does is decided by the command line, which handles it too.
    public StopSignal() => _registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => _isTerminated = true);

    /// <summary>The exit code of a silo that was stopped by a signal: 0 for SIGTERM, 130 for Ctrl+C.</summary>
    public int ExitCode => _isTerminated ? CommandLine.Done : CommandLine.Interrupted;

    public void Dispose() => _registration.Dispose();
}
