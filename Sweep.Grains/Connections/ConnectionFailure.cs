namespace Sweep.Grains.Connections;

/// <summary>
/// Reports the first time that a connection which this process began was refused, for example because of its certificate. Orleans tries
/// again until its caller's time is over, and then reports a timeout. Code that starts a client can await this at the same time, and
/// report at once what is wrong.
/// </summary>
public sealed class ConnectionFailure
{
    private readonly TaskCompletionSource<SherlockException> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the error as its result; never completes if no connection is refused.</summary>
    public Task<SherlockException> Task => _source.Task;

    internal void Set(SherlockException exception) => _source.TrySetResult(exception);
}
