using System.Runtime.InteropServices;
using Sweep.Client.Verbs;

namespace Sweep.Silo.Serving;

/// <summary>
/// Remembers which signal came. If a silo was told to end by a signal other than Ctrl+C, as supervisors do, it has done what it was asked.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    private static readonly PosixSignal[] _ofSupervisors = [PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    private readonly List<PosixSignalRegistration> _registrations;
    private volatile bool _isTerminated;

    // The command line handles the signals too, and decides what they do.
    public StopSignal() => _registrations =
        [.. _ofSupervisors.Select(signal => PosixSignalRegistration.Create(signal, _ => _isTerminated = true))];

    /// <summary>The exit code of a silo that was stopped by a signal: 130 for Ctrl+C, 0 for all others.</summary>
    public int ExitCode => _isTerminated ? CommandLine.Done : CommandLine.Interrupted;

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());
}
