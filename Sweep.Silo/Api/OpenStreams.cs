using Sweep.Grains.Storage;
using Sweep.Silo.Access;

namespace Sweep.Silo.Api;

/// <summary>Limits how many streams are open in this process, and ends them when the host stops.</summary>
internal sealed class OpenStreams(IHostApplicationLifetime lifetime)
{
    /// <summary>The most streams at once.</summary>
    public const int Most = 512;

    /// <summary>The most streams of one caller, so that others find room too.</summary>
    public const int MostOfACaller = 128;

    private readonly Dictionary<(string Name, Role Role), int> _open = [];

    /// <summary>Is cancelled when the host begins to stop.</summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    /// <summary>Takes a place for a stream, until it is disposed.</summary>
    /// <exception cref="ApiException">All places are taken.</exception>
    public IDisposable Enter(Caller caller)
    {
        var key = (caller.Name, caller.Role);
        lock (_open)
        {
            var own = _open.GetValueOrDefault(key);
            if (own >= MostOfACaller) { throw TooMany($"{MostOfACaller} streams of {caller.Name} are open: close some tabs."); }
            if (_open.Values.Sum() >= Most) { throw TooMany($"{Most} streams are open at this host: close some tabs."); }
            _open[key] = own + 1;
        }

        return new Place(this, key);
    }

    private void Leave((string Name, Role Role) key)
    {
        lock (_open)
        {
            if (--_open[key] == 0) { _open.Remove(key); }
        }
    }

    private static ApiException TooMany(string detail) =>
        new(StatusCodes.Status503ServiceUnavailable, "Too many streams", detail);

    private sealed class Place(OpenStreams streams, (string Name, Role Role) key) : IDisposable
    {
        private bool _hasLeft;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref _hasLeft, true)) { streams.Leave(key); }
        }
    }
}
