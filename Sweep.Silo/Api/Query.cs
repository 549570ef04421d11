using System.Globalization;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Api;

/// <summary>Reads the parameters of a request. A wrong one is a 400 whose line says what is allowed.</summary>
internal static class Query
{
    /// <exception cref="ApiException">The number is out of its range.</exception>
    public static int Limit(int? value, int otherwise, int most) => Number("limit", value, otherwise, 1, most);

    /// <exception cref="ApiException">The number is out of its range.</exception>
    public static int Number(string name, int? value, int otherwise, int least, int most) => value is not { } number ? otherwise
        : number >= least && number <= most ? number
        : throw ApiException.BadRequest(
            string.Create(CultureInfo.InvariantCulture, $"{name} is {number}; allowed: a whole number from {least} to {most}."));

    /// <summary>The cursor of a page, which is the place of its first item.</summary>
    /// <exception cref="ApiException">The text is no cursor.</exception>
    public static int Skip(string? after) => string.IsNullOrEmpty(after) ? 0
        : int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var skip) ? skip
        : throw ApiException.BadRequest($"after is {Spelling.Quote(after)}; allowed: what an earlier page calls 'next'.");

    /// <summary>The cursor of the next page; null if this is the last.</summary>
    public static string? Next(int skip, int shown, int total) =>
        skip + shown < total && shown > 0 ? (skip + shown).ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>A list with commas between its items; empty if it is missing.</summary>
    public static IReadOnlyList<string> List(string? text) =>
        text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <exception cref="ApiException">The text is not one of the words.</exception>
    public static T Word<T>(string name, string text)
        where T : struct, Enum =>
        !int.TryParse(text, out _) && Enum.TryParse<T>(text, ignoreCase: true, out var word)
            ? word
            : throw Unknown(name, text, Enum.GetNames<T>());

    public static ApiException Unknown(string name, string text, IReadOnlyCollection<string> allowed) => ApiException.BadRequest(
        $"{name} is {Spelling.Quote(text)}; allowed: {string.Join(", ", allowed)}{Spelling.Hint(text, allowed)}.");
}
