using System.Globalization;
using System.Text;

namespace Sweep.Client.Tables;

/// <summary>Writes CSV: fields with a comma, a quote or a line break are quoted, and lines end with a line feed.</summary>
internal static class CsvText
{
    /// <summary>Appends one line.</summary>
    public static void Line(StringBuilder text, IEnumerable<string> fields) => text.AppendJoin(',', fields).Append('\n');

    /// <summary>A number or a time that reads back as the same; empty if it is missing.</summary>
    public static string Value(IFormattable? value) => value switch
    {
        null => "",
        DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        _ => value.ToString(null, CultureInfo.InvariantCulture),
    };

    /// <summary>A text as it is.</summary>
    public static string Field(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0
        ? text
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe before it.</summary>
    public static string Cell(string text)
    {
        var isFormula = text is ['=' or '@' or '\t' or '\r' or '+' or '-', ..]
            && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        return Field(isFormula ? $"'{text}" : text);
    }
}
