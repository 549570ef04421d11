using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Sweep.Grains.Storage;

/// <summary>
/// The text of a token: a word, by which tools that look for secrets find it, and 256 random bits. Because it is random, one SHA-256 of it
/// can be stored without a salt.
/// </summary>
internal static class TokenText
{
    /// <summary>The length of what is shown of a token in lists.</summary>
    private const int Shown = 6;

    private const string Word = "sherlock_";
    private const int Bytes = 32;

    /// <summary>The length of 32 bytes in base64.</summary>
    private const int Length = 43;

    private static readonly SearchValues<char> _letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Makes a new token.</summary>
    public static string New() => Word + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Whether a text can be a token, so that it is worth a query.</summary>
    public static bool IsOne(string text) => text.Length == Word.Length + Length
        && text.StartsWith(Word, StringComparison.Ordinal)
        && text.AsSpan(Word.Length).IndexOfAnyExcept(_letters) < 0;

    /// <summary>The beginning of a token, by which a person recognizes it.</summary>
    public static string Prefix(string token) => token[..(Word.Length + Shown)];

    public static string Sha256(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Compares two hashes in a time that does not depend on where they differ.</summary>
    public static bool AreSame(string hash, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(other));
}
