using System.Collections.Immutable;

namespace Sweep.Grains.Scheduling;

/// <summary>
/// Asks the searches of sweeps for trials. An error of one search, or one that takes long, does not keep other sweeps waiting. Used from
/// one grain, so by one caller at a time.
/// </summary>
/// <param name="ask">Asks a sweep for so many trials, and returns those that wait now.</param>
/// <param name="answered">Called if a search answers after it was no longer waited for.</param>
/// <param name="failed">Called with the error of a sweep, once until it answers again.</param>
internal sealed class SearchRequests(
    Func<Guid, int, Task<ImmutableArray<int>>> ask, Action answered, Action<SweepBacklog, Exception> failed, TimeProvider clock)
{
    /// <summary>How long the queue waits for a search: many times as long as a proposal takes.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly HashSet<Guid> _asked = [];
    private readonly HashSet<Guid> _failed = [];

    /// <returns>The trials that wait now; none if there are none for now.</returns>
    public async Task<ImmutableArray<int>> AskAsync(SweepBacklog sweep, int wanted)
    {
        if (!_asked.Add(sweep.Id)) { return []; }
        var answer = AnswerAsync(sweep, wanted);
        try
        {
            return await answer.WaitAsync(Longest, clock);
        }
        catch (TimeoutException)
        {
            CallBackAsync(answer).Ignore();
            return [];
        }
    }

    private async Task<ImmutableArray<int>> AnswerAsync(SweepBacklog sweep, int wanted)
    {
        try
        {
            var added = await ask(sweep.Id, wanted);
            _failed.Remove(sweep.Id);
            return added;
        }
        catch (Exception exception)
        {
            if (_failed.Add(sweep.Id)) { failed(sweep, exception); }
            return [];
        }
        finally
        {
            _asked.Remove(sweep.Id);
        }
    }

    private async Task CallBackAsync(Task answer)
    {
        await answer;
        answered();
    }
}
