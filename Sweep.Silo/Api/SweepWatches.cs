using System.Collections.Concurrent;
using Sweep.Silo.Access;

namespace Sweep.Silo.Api;

/// <summary>The watches of this process, one for each sweep that a tab shows.</summary>
internal sealed class SweepWatches(ApiSource source, SweepLooks looks, TimeProvider time, ILogger<SweepWatch> logger)
{
    // Each watch is small, and without a tab it does nothing.
    private readonly ConcurrentDictionary<Guid, SweepWatch> _watches = new();

    private readonly SharedAnswers _lists = new(SweepWatch.Pause, time);

    public SweepWatch Of(Guid sweep) =>
        _watches.GetOrAdd(sweep, id => new(() => Begin(id), () => looks.Release(id), time, logger));

    /// <summary>
    /// Answers a request about a sweep. While a tab shows the sweep, callers that ask the same share an answer until the sweep changes.
    /// </summary>
    /// <param name="id">The sweep as the address names it; answers are shared only if it is an id.</param>
    /// <param name="make">Makes the answer. It outlives a caller that goes away, because others may wait for it.</param>
    public Task<Answer> AnswerAsync(HttpContext context, string id, Func<CancellationToken, Task<Answer>> make)
    {
        var shared = Guid.TryParseExact(id, "n", out var sweep) && _watches.TryGetValue(sweep, out var watch) ? watch.Answers : null;
        if (shared is null) { return make(context.RequestAborted); }
        var (request, role) = (context.Request, context.Caller().Role);
        return shared.GetAsync($"{role} {request.Path}{request.QueryString}", () => make(CancellationToken.None), context.RequestAborted);
    }

    /// <summary>Answers a request for a list of sweeps. Callers that ask the same share an answer for half a second.</summary>
    public Task<Answer> ListAsync(HttpContext context, Func<Task<Answer>> make) =>
        _lists.Current.GetAsync($"{context.Request.Path}{context.Request.QueryString}", make, context.RequestAborted);

    /// <summary>Forgets what is known about a sweep that a request has just changed.</summary>
    public void Forget(Guid sweep)
    {
        _lists.Forget();
        if (_watches.TryGetValue(sweep, out var watch)) { watch.Forget(); }
    }

    private SweepPoll Begin(Guid sweep)
    {
        looks.Hold(sweep);
        return new(sweep, source.Reader, token => looks.LookAgainAsync(sweep, token), time);
    }
}
