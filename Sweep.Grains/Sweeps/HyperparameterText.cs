using System.Globalization;

namespace Sweep.Grains.Sweeps;

/// <summary>
/// Reads and writes the values of hyperparameters as text: <c>64</c>, <c>0.05</c>, <c>lstm</c>, <c>true</c>, <c>none</c>. The culture is
/// invariant, and a number has the shortest text that reads back as the same number.
/// </summary>
internal static class HyperparameterText
{
    /// <summary>The text of a missing value.</summary>
    public const string None = "none";

    private const string True = "true";
    private const string False = "false";
    private const NumberStyles Whole = NumberStyles.AllowLeadingSign;
    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>The canonical text of a value.</summary>
    public static string Write(object? value) => value switch
    {
        null => None,
        bool flag => flag ? True : False,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>Reads a text as a value that is allowed; false if it is not.</summary>
    public static bool TryRead(this HyperparameterDefinition definition, string text, out object? value)
    {
        var isNone = definition.IsNullable && text == None;
        value = isNone ? null : Parse(definition, text);
        return isNone || (value is not null && definition.Allows(value));
    }

    /// <summary>Describes an error in a value: what was found, what is allowed, and the word that the user most likely meant.</summary>
    /// <param name="found">The found value, as the error describes it.</param>
    /// <param name="text">The text in the file, used to find the nearest word.</param>
    public static string Problem(this HyperparameterDefinition definition, string found, string text = "")
    {
        IReadOnlyList<string> words = definition.Type is HyperparameterType.Flag ? [True, False] : definition.Words;
        var hint = Spelling.Hint(text, definition.IsNullable ? [.. words, None] : words);
        return $"found {found}; allowed: {Allowed(definition)}{(definition.IsNullable ? ", or none" : "")}{hint}";
    }

    /// <summary>The error for a name that no hyperparameter has.</summary>
    public static string UnknownName(string name, IReadOnlyList<string> names) =>
        $"found the key {Spelling.Quote(name)}; allowed: {string.Join(", ", names)}{Spelling.Hint(name, names)}";

    /// <summary>The allowed values, as the end of a sentence: "a whole number from 1 to 1024".</summary>
    public static string Allowed(this HyperparameterDefinition definition) => definition.Type switch
    {
        HyperparameterType.WholeNumber => $"a whole number{definition.Range}",
        HyperparameterType.Number when !definition.IsFloat32 => $"a number{definition.Range}",
        HyperparameterType.Number when !definition.Range.IsOpenAbove => $"a number{definition.Range}, also in float32",
        HyperparameterType.Number when definition.Range.Above is 0.0 =>
            $"a number{definition.Range} that float32 can hold (1.5e-45 to 3.4e38)",
        HyperparameterType.Number => $"a number{definition.Range} that float32 can hold",
        HyperparameterType.Word => string.Join(", ", definition.Words),
        HyperparameterType.Flag => $"{True}, {False}",
        HyperparameterType.Path => string.Concat(definition.Words.Select(word => word + ", ")) + (definition.Words.IsEmpty ? "" : "or ")
            + "the path of a file, a folder or a glob",
        _ => "a text without control characters",
    };

    private static object? Parse(HyperparameterDefinition definition, string text) => definition.Type switch
    {
        HyperparameterType.WholeNumber => long.TryParse(text, Whole, CultureInfo.InvariantCulture, out var number) ? number : null,
        // Adding 0 turns -0 into 0, so that both have the same text.
        HyperparameterType.Number => double.TryParse(text, Decimal, CultureInfo.InvariantCulture, out var number) ? number + 0.0 : null,
        HyperparameterType.Flag => (text is True or False) ? text is True : null,
        _ => definition.CurrentWord(text),
    };
}
