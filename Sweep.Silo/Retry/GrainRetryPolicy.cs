using Sweep.Grains;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Retry;

/// <summary>
/// Retries the calls that slots make to grains and to the database, until they are answered. Every call is safe to repeat, and a silo or
/// database that does not answer is restarted at some time, or released by the program that holds it.
/// </summary>
/// <remarks>
/// A permanent error, such as a full disk, also counts as an answer. In embedded mode it does so at once, because no other process could
/// do the work. In a cluster a slot that has nothing else to do asks again.
/// </remarks>
internal sealed class GrainRetryPolicy : IDisposable
{
    private static readonly TimeSpan _baseDelay = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan _maxDelay = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The number of permanent errors in a row that counts as the answer. It takes about 10 seconds, in which a seemingly permanent error
    /// may turn out to be part of an outage.
    /// </summary>
    internal const int MostRefusals = 10;

    private readonly CancellationTokenSource _givenUp = new();
    private readonly ErrorPolicy _errors;
    private readonly OutageNotice _outage;
    private readonly TimeProvider _time;
    private readonly Backoff _backoff;

    /// <param name="seed">Seed of the delays' jitter, so that silos that lost the same server come back one after the other.</param>
    public GrainRetryPolicy(SlotOptions options, TimeProvider time, ILogger<GrainRetryPolicy> logger, int seed) =>
        (_errors, _outage, _time, _backoff) = (options.ErrorPolicy, new(time, logger), time, new(_baseDelay, _maxDelay, new(seed)));

    /// <summary>Repeats a call until it is answered; in a cluster, whatever the error.</summary>
    /// <param name="send">The call; its argument is the number of tries before this one.</param>
    /// <exception cref="OperationCanceledException">The call was cancelled, or the silo ends.</exception>
    public Task<T> SendAsync<T>(Func<int, Task<T>> send, CancellationToken cancellationToken = default) =>
        InsistAsync(send, _errors.MostRefusals(int.MaxValue), cancellationToken);

    /// <summary>
    /// Repeats a call that may be refused permanently: an error that comes <see cref="MostRefusals"/> times in a row is the answer.
    /// </summary>
    public Task<T> TellAsync<T>(Func<Task<T>> tell) =>
        InsistAsync(_ => tell(), _errors.MostRefusals(MostRefusals), CancellationToken.None);

    /// <summary>Repeats a question while waiting may help. Any other error is the answer.</summary>
    public Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken = default) =>
        InsistAsync(_ => ask(), mostRefusals: 1, cancellationToken);

    /// <summary>Notes that points that wait for an answer were merged.</summary>
    public void NoteMerged() => _outage.Merged();

    /// <summary>Ends all calls that have no answer yet, because the silo ends.</summary>
    public Task GiveUpAsync() => _givenUp.CancelAsync();

    public void Dispose() => _givenUp.Dispose();

    private async Task<T> InsistAsync<T>(Func<int, Task<T>> send, int mostRefusals, CancellationToken cancellationToken)
    {
        var (refusals, merges) = (new PermanentErrors(mostRefusals), _outage.Merges);
        try
        {
            return await send(0);
        }
        catch (Exception exception) when (!refusals.AreFinalWith(exception))
        {
            using var until = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _givenUp.Token);
            until.Token.ThrowIfCancellationRequested();
            _outage.Begin(merges);
            try
            {
                return await AgainAsync(send, refusals, until.Token);
            }
            finally
            {
                _outage.End();
            }
        }
    }

    private async Task<T> AgainAsync<T>(Func<int, Task<T>> send, PermanentErrors refusals, CancellationToken until)
    {
        for (var tries = 1; ; tries++)
        {
            await Task.Delay(_backoff.DelayBefore(tries), _time, until);
            try
            {
                return await send(tries);
            }
            catch (Exception exception) when (!refusals.AreFinalWith(exception))
            {
                until.ThrowIfCancellationRequested();

                // A call that ends with a permanent error is not an outage. Its caller reports the error.
                if (!refusals.MayBeFinal) { _outage.Last(exception); }
            }
        }
    }
}
