using System.Runtime.InteropServices;

namespace Sweep.Client.Terminal;

/// <summary>
/// Turns the first signal to end into a cancelled token, so that trials write their checkpoints; the second one ends the process. The
/// signals are Ctrl+C, SIGTERM, Ctrl+\ and SIGHUP, which the system sends when a terminal closes. If the process was started to ignore one
/// of them, it stays ignored.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly PosixSignal[] _signalsToEnd =
        [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    private readonly CancellationTokenSource _source;
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _signals;

    public Interruption(CancellationToken cancellationToken)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _registrations.AddRange(_signalsToEnd.Select(signal => PosixSignalRegistration.Create(signal, Stop)));
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        // If the handler does not cancel the signal, the system ends the process.
        if (Interlocked.Increment(ref _signals) == 1)
        {
            context.Cancel = true;
            _source.Cancel();
        }
    }
}
