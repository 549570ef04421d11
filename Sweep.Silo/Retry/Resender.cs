using Sweep.Silo.Contracts;

namespace Sweep.Silo.Retry;

/// <summary>
/// How slots talk to grains and to the database. Everything is sent again until it is answered: what they say is safe to repeat, and what
/// does not answer is restarted some time, or let go of by the program that holds it.
/// </summary>
/// <remarks>
/// An error that time does not mend, such as a full disk, is an answer too. Embedded it is the answer at once, because no other process
/// could do the work; in a cluster a slot that has nothing else to do asks again.
/// </remarks>
internal sealed class Resender : IDisposable
{
    private static readonly TimeSpan _first = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Refusals one after the other before they count as the answer: some 10 seconds, in which what looked final may turn out to be part of
    /// an outage.
    /// </summary>
    internal const int MostRefusals = 10;

    private readonly CancellationTokenSource _givenUp = new();
    private readonly bool _insists;
    private readonly Outage _outage;
    private readonly TimeProvider _time;
    private readonly Random _jitter;

    /// <param name="seed">Of the pauses' jitter: silos that lost the same server come back one after the other.</param>
    public Resender(SlotOptions options, TimeProvider time, ILogger<Resender> logger, int seed) =>
        (_insists, _outage, _time, _jitter) = (options.IsClustered, new(time, logger), time, new(seed));

    /// <summary>Sends until there is an answer; in a cluster, whatever the error.</summary>
    /// <param name="send">Is told how many tries there were before.</param>
    /// <exception cref="OperationCanceledException">Cancelled, or given up.</exception>
    public Task<T> SendAsync<T>(Func<int, Task<T>> send, CancellationToken cancellationToken = default) =>
        InsistAsync(send, _insists ? int.MaxValue : 1, cancellationToken);

    /// <summary>
    /// The same for what may be refused for good: then the error that came <see cref="MostRefusals"/> times in a row is the answer.
    /// </summary>
    public Task<T> TellAsync<T>(Func<Task<T>> tell) => InsistAsync(_ => tell(), _insists ? MostRefusals : 1, CancellationToken.None);

    /// <summary>The same for a question: only waiting that may help is done, and any other error is the answer.</summary>
    public Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken = default) =>
        InsistAsync(_ => ask(), mostRefusals: 1, cancellationToken);

    /// <summary>Points that wait for an answer were merged.</summary>
    public void NoteMerged() => _outage.Merged();

    /// <summary>The silo ends: what has no answer now gets none.</summary>
    public Task GiveUpAsync() => _givenUp.CancelAsync();

    public void Dispose() => _givenUp.Dispose();

    private async Task<T> InsistAsync<T>(Func<int, Task<T>> send, int mostRefusals, CancellationToken cancellationToken)
    {
        var (refusals, merges) = (new Refusals(mostRefusals), _outage.Merges);
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

    private async Task<T> AgainAsync<T>(Func<int, Task<T>> send, Refusals refusals, CancellationToken until)
    {
        var pauses = new BackOff(_first, _longest);
        for (var tries = 1; ; tries++)
        {
            await Task.Delay(Jittered(pauses.Next()), _time, until);
            try
            {
                return await send(tries);
            }
            catch (Exception exception) when (!refusals.AreFinalWith(exception))
            {
                until.ThrowIfCancellationRequested();

                // What ends with a refusal is no outage, and is told by whoever gets it.
                if (!refusals.MayBeFinal) { _outage.Last(exception); }
            }
        }
    }

    /// <summary>Between half the pause and all of it.</summary>
    private TimeSpan Jittered(TimeSpan pause)
    {
        lock (_jitter) { return pause * (0.5 + (_jitter.NextDouble() / 2)); }
    }
}
