using System.Globalization;

namespace Sweep.Grains.Search.Simulation;

/// <summary>
/// Reads a table of results from a text file: a line of names, and a line for each combination, with columns between tabs, semicolons or
/// commas. A column of numbers becomes an ordered list of values, another one becomes a category.
/// </summary>
public static class TableFile
{
    /// <param name="objective">The column of the results; null: the last one.</param>
    /// <param name="maximize">Whether larger results are better. Then the task has their negatives.</param>
    /// <exception cref="SherlockException">The file cannot be read, or it is no such table.</exception>
    public static TableTask Read(string path, string? objective, bool maximize)
    {
        var lines = LinesOf(path);
        var (names, rows) = (lines[0].Texts, lines[1..]);
        var place = objective is null ? names.Length - 1 : Array.IndexOf(names, objective);
        if (place < 0)
        {
            throw new SherlockException($"{path}:1: found no column '{objective}'; allowed: {string.Join(", ", names)}");
        }

        int[] columns = [.. Enumerable.Range(0, names.Length).Where(column => column != place)];
        object?[][] values = [.. columns.Select(column => ValuesOf([.. rows.Select(row => row.Texts[column])]))];
        var space = new SearchSpace([
            .. columns.Zip(values, (column, all) => new Dimension(names[column], new ListDomain([.. InOrder(all.Distinct())]))),
        ]);
        return new(Path.GetFileNameWithoutExtension(path), space, rows.Index()
            .GroupBy(row => space.CellOf([.. values.Select(all => all[row.Index])]), row => ResultOf(path, row.Item, place))
            .ToDictionary(cell => cell.Key, cell => maximize ? -cell.Average() : cell.Average()));
    }

    private static Line[] LinesOf(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SherlockException($"The table '{path}' cannot be read: {exception.Message}");
        }

        var full = lines.Index().Where(line => !string.IsNullOrWhiteSpace(line.Item) && line.Item[0] != '#').ToList();
        var separator = full.Count == 0 ? default : "\t;,".FirstOrDefault(letter => full[0].Item.Contains(letter));
        if (full.Count < 3 || separator == default)
        {
            throw new SherlockException($"{path}: found no table; allowed: names between tabs, semicolons or commas, and two results");
        }

        Line[] split = [.. full.Select(line => new Line(line.Index + 1, line.Item.Split(separator, StringSplitOptions.TrimEntries)))];
        var width = split[0].Texts.Length;
        return Array.Find(split, line => line.Texts.Length != width) is { } odd
            ? throw new SherlockException($"{path}:{odd.Number}: found {odd.Texts.Length} columns; allowed: {width}, as the first line has")
            : split;
    }

    /// <summary>The values of a column: numbers if all its texts are numbers, else words.</summary>
    private static object?[] ValuesOf(string[] texts)
    {
        double?[] numbers = [.. texts.Select(Number)];
        return numbers.All(number => number is { } known && double.IsFinite(known)) ? [.. numbers.Cast<object?>()] : texts;
    }

    private static IEnumerable<object?> InOrder(IEnumerable<object?> values) =>
        values.All(value => value is double) ? values.Order() : values;

    private static double ResultOf(string path, Line line, int column) => Number(line.Texts[column])
        ?? throw new SherlockException($"{path}:{line.Number}: found '{line.Texts[column]}'; allowed: a number, or NaN if it diverged");

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <param name="Number">The number of the line in the file, from 1.</param>
    private sealed record Line(int Number, string[] Texts);
}
