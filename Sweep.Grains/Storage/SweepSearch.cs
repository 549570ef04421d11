namespace Sweep.Grains.Storage;

/// <summary>
/// Finds the sweep that a user means: by its id, the name that is printed for it (its folder, which is unique), the name in its file if
/// only one sweep has it, or a unique prefix of its id.
/// </summary>
internal static class SweepSearch
{
    private const int Offered = 10;

    /// <param name="sweeps">All sweeps, newest first.</param>
    /// <exception cref="SherlockException">No sweep fits, or several do.</exception>
    public static SweepSummary Find(IReadOnlyList<SweepSummary> sweeps, string text)
    {
        var found = sweeps.FirstOrDefault(sweep => Guid.TryParse(text, out var id) && sweep.Id == id)
            ?? sweeps.FirstOrDefault(sweep => sweep.Folder == text);
        if (found is not null) { return found; }

        var named = sweeps.Where(sweep => sweep.Name == text).ToList();
        if (named is [var one]) { return one; }
        if (named.Count > 1)
        {
            throw new SherlockException(
                $"Several sweeps have the name '{text}': {Offer(named, sweep => sweep.Folder)}. Write one of these.");
        }

        var prefix = text.Replace("-", "", StringComparison.Ordinal);
        var matches = sweeps
            .Where(sweep => prefix.Length > 0 && Key(sweep).StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return matches switch
        {
            [var only] => only,
            [] when sweeps.Count == 0 => throw new SherlockException(
                $"There is no sweep '{text}', nor any other yet: train a grid first ('run', or 'submit' to a cluster)."),
            [] => throw new SherlockException($"There is no sweep '{text}'. There are: {Offer(sweeps, sweep => sweep.Folder)}."),
            _ => throw new SherlockException(
                $"Several sweeps' ids begin with '{text}': {Offer(matches, sweep => $"{Key(sweep)} ({sweep.Folder})")}. Write more of it."),
        };
    }

    private static string Key(SweepSummary sweep) => sweep.Id.ToString("n");

    private static string Offer(IReadOnlyList<SweepSummary> sweeps, Func<SweepSummary, string> text) =>
        string.Join(", ", sweeps.Take(Offered).Select(text)) + (sweeps.Count > Offered ? $" and {sweeps.Count - Offered} more" : "");
}
