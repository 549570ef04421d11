namespace Sweep.Silo.Api;

/// <summary>Limits how many streams are open in this process, and ends them when the host stops.</summary>
internal sealed class OpenStreams(IHostApplicationLifetime lifetime)
{
    /// <summary>The most streams at once.</summary>
    public const int Most = 512;

    private int _open;

    /// <summary>Is cancelled when the host begins to stop.</summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    /// <summary>Takes a place for a stream, until it is disposed.</summary>
    /// <exception cref="ApiException">All places are taken.</exception>
    public IDisposable Enter()
    {
        if (Interlocked.Increment(ref _open) <= Most) { return new Place(this); }
        Interlocked.Decrement(ref _open);
        throw new ApiException(
            StatusCodes.Status503ServiceUnavailable, "Too many streams", $"{Most} streams are open at this host: close some tabs.");
    }

    private sealed class Place(OpenStreams streams) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref streams._open);
    }
}
