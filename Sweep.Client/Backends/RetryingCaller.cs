using System.Globalization;
using System.Net.Sockets;
using Sweep.Grains;
using Sweep.Grains.Scheduling;

namespace Sweep.Client.Backends;

/// <summary>
/// Calls a sweep's grain until it answers. If a silo dies during the call, the answer may be lost after the work was done; because every
/// call carries a request id, it is safe to repeat.
/// </summary>
/// <param name="connect">Connects, or throws.</param>
/// <param name="cluster">Names the cluster in messages.</param>
/// <param name="say">Receives one line, when the first try has failed.</param>
internal sealed class RetryingCaller(
    Func<CancellationToken, Task<IClusterConnection>> connect, string cluster, TimeProvider time, Action<string>? say) : IAsyncDisposable
{
    /// <summary>How long to retry a call in total.</summary>
    public static readonly TimeSpan RetryTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait for one answer.</summary>
    public static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);

    private static readonly Backoff _backoff = new(baseDelay: TimeSpan.FromSeconds(0.25), maxDelay: TimeSpan.FromSeconds(3));

    private IClusterConnection? _connection;

    /// <param name="work">How much longer than usual the call may take, for example to store many trials.</param>
    /// <exception cref="SherlockException">No silo answers, or the answer is an error that a person can correct.</exception>
    public async Task<T> CallAsync<T>(
        Guid sweep, Func<ISweepGrain, CancellationToken, Task<T>> call, TimeSpan work, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(RetryTimeout + work, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        SherlockException? known = null;
        for (var tries = 1; ; tries++)
        {
            try
            {
                _connection ??= await connect(both.Token);
                return await call(_connection.Grains.GetGrain<ISweepGrain>(sweep), both.Token)
                    .WaitAsync(AnswerTime + work, time, both.Token);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && MayPass(exception))
            {
                if (tries == 1) { say?.Invoke(Waiting(exception)); }
                known = exception as SherlockException ?? (exception is OperationCanceledException ? known : null);
                if (await IsOverAsync(_backoff.DelayBefore(tries), limit.Token, cancellationToken)) { throw GiveUp(known ?? exception); }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) { await _connection.DisposeAsync(); }
    }

    private async Task<bool> IsOverAsync(TimeSpan pause, CancellationToken limit, CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit);
        try
        {
            await Task.Delay(pause, time, both.Token);
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return true;
        }
    }

    // A cancellation by the caller was passed on before.
    private static bool MayPass(Exception exception) => exception switch
    {
        SherlockException known => known.Passes,
        _ => exception is OrleansException or TimeoutException or OperationCanceledException or SocketException or IOException,
    };

    private string Waiting(Exception exception)
    {
        var reason = exception is SherlockException known ? known.Message : $"No silo of cluster '{cluster}' answers yet.";
        return string.Create(CultureInfo.InvariantCulture, $"{reason} Trying again for up to {RetryTimeout.TotalSeconds:0} s.");
    }

    private SherlockException GiveUp(Exception exception) => exception is SherlockException known
        ? new(known.Message, SherlockException.OutOfReach, known)
        : new(
            $"No silo of cluster '{cluster}' answers: see whether its silos run and are ready. What was asked for may have been done: "
                + "'show' tells.",
            SherlockException.OutOfReach,
            exception);
}
