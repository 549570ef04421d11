using System.Collections.Immutable;
using System.Globalization;
using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>
/// Reads the lists that a benchmark goes through, separated by commas or given by repeating the option. A list is empty if the user gives
/// none.
/// </summary>
internal static class BenchLists
{
    private static readonly string[] _cells = ["basic", "gru", "lstm"];

    /// <exception cref="SherlockException">The text names an unknown cell.</exception>
    public static ImmutableArray<string> Cells(string[]? texts) => [.. Items(texts).Select(Cell).Distinct()];

    /// <exception cref="SherlockException">The text is not a whole number from 1.</exception>
    public static ImmutableArray<int> Slots(string[]? texts) =>
        [.. Items(texts).Select(text => Number("--slots", text, "1,2,4")).Distinct()];

    /// <exception cref="SherlockException">The text is not a whole number from 1.</exception>
    public static ImmutableArray<int> Trials(string[]? texts) =>
        [.. Items(texts).Select(text => Number("--trials", text, "1000,10000")).Distinct()];

    /// <summary>Two numbers of trials; memory is measured after each. The default is 100 and 1,000.</summary>
    /// <exception cref="SherlockException">The texts are not two whole numbers from 1, the smaller first.</exception>
    public static ImmutableArray<int> TwoTrials(string[]? texts)
    {
        const string Allowed = "100,1000";
        int[] counts = [.. Items(texts).Select(text => Number("--trials", text, Allowed))];
        return counts switch
        {
            [] => [100, 1000],
            [var first, var second] when first < second => [first, second],
            _ => throw new SherlockException(
                $"--trials: found {Spelling.Quote(string.Join(',', counts))}; "
                    + $"allowed: two whole numbers, the lesser first, as in {Allowed}"),
        };
    }

    /// <summary>1, 2, 4, ... and the number of cores.</summary>
    public static ImmutableArray<int> UpTo(int cores) =>
        [.. Enumerable.Range(0, 31).Select(power => 1 << power).TakeWhile(slots => slots < cores), cores];

    private static IEnumerable<string> Items(string[]? texts) =>
        (texts ?? []).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static string Cell(string text) => _cells.Contains(text)
        ? text
        : throw new SherlockException(
            $"--cell: found {Spelling.Quote(text)}; allowed: {string.Join(", ", _cells)}{Spelling.Hint(text, _cells)}");

    private static int Number(string option, string text, string example) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new SherlockException($"{option}: found {Spelling.Quote(text)}; allowed: whole numbers from 1, as in {example}");
}
