namespace Sweep.Silo.Slots;

/// <summary>
/// Tells one attempt to end early: to hand its trial back (because its slot stops, or a user paused the trial), or because the attempt is
/// over.
/// </summary>
/// <param name="stopping">Cancelled when the slot stops.</param>
internal sealed class AttemptStop(CancellationToken stopping) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private volatile bool _isAbandoned;

    /// <summary>Cancelled when training must end, for either reason.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Whether the attempt is over. Nothing that it writes would count.</summary>
    public bool IsAbandoned => _isAbandoned;

    /// <summary>Ends training with a checkpoint of the current state.</summary>
    public void HandBack() => _stop.Cancel();

    /// <summary>Ends training without writing anything.</summary>
    public void Abandon()
    {
        _isAbandoned = true;
        _stop.Cancel();
    }

    public void Dispose() => _stop.Dispose();
}
