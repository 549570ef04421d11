using System.Collections.Concurrent;

namespace Sweep.Silo.Api;

/// <summary>
/// The answers to requests about one state of a sweep. Requests for the same answer at the same time share one computation.
/// </summary>
internal sealed class AnswerCache
{
    private const int MostAnswers = 64;

    private readonly ConcurrentDictionary<string, Lazy<Task<Answer>>> _answers = new(StringComparer.Ordinal);

    /// <param name="key">Says what is asked, and by which role.</param>
    public async Task<Answer> GetAsync(string key, Func<Task<Answer>> make, CancellationToken cancellationToken)
    {
        if (_answers.Count >= MostAnswers && !_answers.ContainsKey(key)) { return await make().WaitAsync(cancellationToken); }
        var answer = _answers.GetOrAdd(key, _ => new(make));
        try
        {
            return await answer.Value.WaitAsync(cancellationToken);
        }
        catch (Exception) when (answer.Value.IsFaulted || answer.Value.IsCanceled)
        {
            _answers.TryRemove(new(key, answer));
            throw;
        }
    }
}
