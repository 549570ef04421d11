using System.Text.RegularExpressions;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Connections;

/// <summary>Checks the names of machines and people, which become the names of their files.</summary>
internal static partial class CertificateName
{
    /// <summary>The name of the authority's own files, <c>ca.pem</c> and <c>ca.key</c>.</summary>
    public const string Authority = "ca";

    public const string CertificateEnding = ".pem";

    public const string KeyEnding = ".key";

    /// <summary>The longest common name that X.509 allows.</summary>
    private const int Longest = 64;

    /// <exception cref="SherlockException">The text is not a valid name.</exception>
    public static string Check(string name)
    {
        if (name.Equals(Authority, StringComparison.OrdinalIgnoreCase))
        {
            throw new SherlockException($"'{name}' is the name of the authority itself; choose another for the machine or person.");
        }

        return name.Length <= Longest && Form().IsMatch(name)
            ? name
            : throw new SherlockException(
                $"{Spelling.Quote(name)} cannot be the name of a certificate; allowed: up to {Longest} letters, digits, '-', '.' and '_', "
                    + "the first and last a letter or digit, no two dots together.");
    }

    [GeneratedRegex(@"^[A-Za-z0-9](?:[A-Za-z0-9_-]|\.(?!\.))*(?<=[A-Za-z0-9])\z")]
    private static partial Regex Form();
}
