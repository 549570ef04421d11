using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>
/// Reads the numbers of all options in the same way, whatever the user's language: digits with '.' before the decimals. The parser's own
/// rules treat a comma as a separator of thousands and read 0,8 as 8.
/// </summary>
internal static class StrictNumbers
{
    private const NumberStyles Whole = NumberStyles.AllowLeadingSign;
    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Applies the rule to every numeric option of a command and of the commands below it.</summary>
    public static void ApplyTo(Command command)
    {
        foreach (var option in command.Options) { ApplyTo(option); }
        foreach (var below in command.Subcommands) { ApplyTo(below); }
    }

    private static void ApplyTo(Option option)
    {
        switch (option)
        {
            case Option<int> number: number.CustomParser = result => Read<int>(result, Whole, "a whole number") ?? 0; break;
            case Option<int?> number: number.CustomParser = result => Read<int>(result, Whole, "a whole number"); break;
            case Option<long?> number: number.CustomParser = result => Read<long>(result, Whole, "a whole number"); break;
            case Option<double> number: number.CustomParser = result => Read<double>(result, Decimal, "a number") ?? 0; break;
            case Option<double?> number: number.CustomParser = result => Read<double>(result, Decimal, "a number"); break;
        }
    }

    private static T? Read<T>(ArgumentResult result, NumberStyles style, string allowed)
        where T : struct, INumber<T>
    {
        if (result.Tokens is not [var token, ..]) { return null; }
        if (T.TryParse(token.Value, style, CultureInfo.InvariantCulture, out var number) && T.IsFinite(number)) { return number; }
        var hint = token.Value.Contains(',', StringComparison.Ordinal) ? ", with '.' before the decimals" : "";
        result.AddError($"{(result.Parent as OptionResult)?.Option.Name} is {Spelling.Quote(token.Value)}; allowed: {allowed}{hint}.");
        return null;
    }
}
