using System.Globalization;
using System.Text.RegularExpressions;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Reads the words and numbers of a claim.</summary>
internal static partial class ClaimWords
{
    private const string Step = "step";
    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>The names of an enum's values, in lower case.</summary>
    public static string[] Names<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];

    /// <summary>Reads an enum value by its name; returns the first value if the name is wrong.</summary>
    public static T Choice<T>(GridNode node, string where, GridErrors errors)
        where T : struct, Enum
    {
        var names = Names<T>();
        return Enum.GetValues<T>()[Math.Max(0, Array.IndexOf(names, GridWord.Read(node, where, names, errors)))];
    }

    /// <summary>Reads a finite number of 0 or more.</summary>
    public static double Number(GridNode node, string where, bool isAboveZero, GridErrors errors)
    {
        if (node is GridScalar { IsQuoted: false } scalar && TryNumber(scalar, out var number) && (isAboveZero ? number > 0 : number >= 0))
        {
            return number;
        }

        errors.Add(node.Place, $"{where}: found {node.Found}; allowed: a number {(isAboveZero ? "above 0" : "of 0 or more")}");
        return 0;
    }

    public static bool TryNumber(GridScalar scalar, out double number) =>
        double.TryParse(scalar.Text, Decimal, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>The forms of a moment: <c>epoch N</c> and <c>step N</c>.</summary>
    /// <param name="resource">What training is counted in, such as <c>epoch</c>.</param>
    public static IReadOnlyList<string> Moments(string resource) => resource == Step ? ["step N"] : [$"{resource} N", "step N"];

    /// <summary>Reads <c>epoch 2</c>, <c>step 500</c> or <c>last epoch</c>; null for anything else.</summary>
    /// <param name="resource">What training is counted in, such as <c>epoch</c>.</param>
    public static ClaimMoment? Moment(GridNode node, string resource)
    {
        var text = (node as GridScalar)?.Text ?? "";
        if (text == ClaimMoment.LastLevel.Describe(resource)) { return ClaimMoment.LastLevel; }
        if (MomentPattern.Match(text) is not { Success: true } match) { return null; }
        var (word, number) = (match.Groups[1].Value, long.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
        return word == Step ? new(ClaimUnit.Step, number) : word == resource ? new(ClaimUnit.Level, number) : null;
    }

    [GeneratedRegex("^(\\S+) +([1-9][0-9]{0,11})\\z", RegexOptions.CultureInvariant)]
    private static partial Regex MomentPattern { get; }
}
