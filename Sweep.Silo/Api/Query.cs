using System.Globalization;
using Sweep.Grains.Storage;
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

    /// <summary>
    /// The cursor of a page whose items have ascending numbers: the last number of the page before; 0 for the first page.
    /// </summary>
    /// <exception cref="ApiException">The text is no cursor.</exception>
    public static int Number(string? after) => string.IsNullOrEmpty(after) ? 0
        : int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw NoCursor(after);

    /// <summary>The cursor of a page of trials, <c>TRIAL-POSITION</c>; null for the first page.</summary>
    /// <exception cref="ApiException">The text is no cursor.</exception>
    public static TrialPlace? Place(string? after) => string.IsNullOrEmpty(after) ? null
        : after.Split('-') is [var trial, var position]
            && int.TryParse(trial, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? new(number, place)
        : throw NoCursor(after);

    /// <summary>The same as text.</summary>
    public static string? Text(TrialPlace? place) =>
        place is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.Trial}-{known.Position}") : null;

    /// <summary>The cursor of a page of sweeps: the id of the last one on the page before; null for the first page.</summary>
    /// <exception cref="ApiException">The text is no cursor.</exception>
    public static Guid? Id(string? after) => string.IsNullOrEmpty(after) ? null
        : Guid.TryParseExact(after, "n", out var id) ? id
        : throw NoCursor(after);

    /// <summary>A list with commas between its items; empty if it is missing.</summary>
    public static IReadOnlyList<string> List(string? text) =>
        text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <exception cref="ApiException">The text is not one of the words.</exception>
    public static T Word<T>(string name, string text)
        where T : struct, Enum =>
        !int.TryParse(text, out _) && Enum.TryParse<T>(text, ignoreCase: true, out var word)
            ? word
            : throw Unknown(name, text, Enum.GetNames<T>());

    public static ApiException NoCursor(string after) =>
        ApiException.BadRequest($"after is {Spelling.Quote(after)}; allowed: what an earlier page calls 'next'.");

    public static ApiException Unknown(string name, string text, IReadOnlyCollection<string> allowed) => ApiException.BadRequest(
        $"{name} is {Spelling.Quote(text)}; allowed: {string.Join(", ", allowed)}{Spelling.Hint(text, allowed)}.");
}
