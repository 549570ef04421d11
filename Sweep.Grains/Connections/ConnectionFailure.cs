namespace Sweep.Grains.Connections;

/// <summary>
/// The first time that a connection which this process began was refused for what it is, such as for its certificate. Orleans tries again until its caller's time is over
/// and then tells of a timeout; who starts a client can wait for this beside it, and say at once what is wrong.
/// </summary>
public sealed class ConnectionFailure
{
    private readonly TaskCompletionSource<SherlockException> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the error, as a result; never where no connection is refused.</summary>
    public Task<SherlockException> Task => _source.Task;

    internal void Set(SherlockException exception) => _source.TrySetResult(exception);
}
