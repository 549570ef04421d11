using Spectre.Console;
using Sweep.Client.Ranking;
using Sweep.Grains.Storage;

namespace Sweep.Client.Tables;

/// <summary>Shows the best of a sweep: combinations if it has several seeds, otherwise trials.</summary>
internal static class RankedPage
{
    /// <summary>Writes the table.</summary>
    /// <param name="ranked">All trials, best first.</param>
    /// <param name="top">The most rows.</param>
    /// <returns>The lines below the table: how rows are ordered, and that the first was not trained to its end.</returns>
    public static IEnumerable<string> Write(IAnsiConsole page, SweepSummary sweep, IReadOnlyList<TrialSummary> ranked, int top)
    {
        if (!CombinationRanking.IsFor(sweep)) { return WriteTrials(page, sweep, ranked, top); }
        var combinations = CombinationRanking.Of(sweep, ranked);
        List<RankedCombination> shown = [.. combinations.Take(top)];
        page.Write(CombinationTable.Render(sweep, shown, page.Profile.Width));
        return new[] { CombinationTable.Order(shown), CombinationTable.Note(sweep, combinations) }.OfType<string>();
    }

    /// <summary>Writes a table of trials, whatever the number of seeds.</summary>
    /// <inheritdoc cref="Write"/>
    public static IEnumerable<string> WriteTrials(IAnsiConsole page, SweepSummary sweep, IReadOnlyList<TrialSummary> ranked, int top)
    {
        page.Write(BestTable.Render(sweep, [.. ranked.Take(top)], page.Profile.Width));
        return BestTable.Note(sweep, ranked) is { } note ? [note] : [];
    }
}
