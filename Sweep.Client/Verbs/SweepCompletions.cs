using System.Globalization;
using Sweep.Client.Backends;
using Sweep.Grains.Storage;

namespace Sweep.Client.Verbs;

/// <summary>Offers to shells the names of the stored sweeps, and after '/' the numbers of a sweep's trials.</summary>
/// <param name="open">Makes the backend of the verb that is typed.</param>
internal sealed class SweepCompletions(Func<IBackend> open)
{
    /// <summary>A person waits with the finger on the key.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    /// <param name="word">What is typed so far.</param>
    /// <returns>Nothing if the word begins an option, or if the database does not answer in time.</returns>
    /// <exception cref="Grains.SherlockException">The database is missing or out of reach.</exception>
    public IEnumerable<string> Offer(string word)
    {
        if (word.StartsWith('-')) { return []; }
        using var limit = new CancellationTokenSource(_patience, TimeProvider.System);
        try
        {
            // The library asks for completions without waiting.
            return OfferAsync(word, limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return [];
        }
    }

    private async Task<IReadOnlyList<string>> OfferAsync(string word, CancellationToken cancellationToken)
    {
        await using var backend = open();
        var sweeps = await (await backend.OpenAsync(cancellationToken)).ListAsync(cancellationToken);
        return [.. Names(sweeps, word)];
    }

    private static IEnumerable<string> Names(IReadOnlyList<SweepSummary> sweeps, string word)
    {
        if (!word.Contains('/', StringComparison.Ordinal)) { return sweeps.Select(sweep => sweep.Folder); }
        var name = word[..word.IndexOf('/', StringComparison.Ordinal)];
        var trials = sweeps.FirstOrDefault(sweep => sweep.Folder == name)?.Trials ?? 0;
        return Enumerable.Range(1, trials).Select(trial => string.Create(CultureInfo.InvariantCulture, $"{name}/{trial}"));
    }
}
