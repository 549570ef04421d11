namespace Sweep.Silo.Slots;

/// <summary>How one attempt is told to end early: to hand back (its slot stops, or a person wants it paused), or because it is over.</summary>
/// <param name="stopping">The slot stops.</param>
internal sealed class AttemptStop(CancellationToken stopping) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private volatile bool _isAbandoned;

    /// <summary>Training is to end, for whichever reason.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Whether the attempt is over: nothing that it writes would count.</summary>
    public bool IsAbandoned => _isAbandoned;

    /// <summary>Train no further, and write a checkpoint of what there is.</summary>
    public void HandBack() => _stop.Cancel();

    /// <summary>Train no further, and write nothing.</summary>
    public void Abandon()
    {
        _isAbandoned = true;
        _stop.Cancel();
    }

    public void Dispose() => _stop.Dispose();
}
