using System.Globalization;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage;

/// <summary>The name of a token. It stands in events and in the names of slots, so it is short and has no markup.</summary>
internal static class TokenName
{
    private const int Longest = 40;

    /// <exception cref="SherlockException">The text is no name.</exception>
    public static void Check(string name)
    {
        if (name.Length is > 0 and <= Longest && char.IsAsciiLetterOrDigit(name[0]) && name.All(IsAllowed) && !Guid.TryParse(name, out _))
        {
            return;
        }

        throw new SherlockException(string.Create(
            CultureInfo.InvariantCulture,
            $"The token's name is {Spelling.Quote(name)}; allowed: up to {Longest} letters, digits, '-', '_', '.' and '@', "
                + $"a letter or digit first, and no id."));
    }

    private static bool IsAllowed(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '@';
}
