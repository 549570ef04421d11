using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sweep.Model.Checkpoints;

/// <summary>
/// Computes a hash of a safetensors file's whole content, header included. Without it a flipped bit in a number of the metadata would
/// stay unnoticed.
/// </summary>
internal static class ContentHash
{
    /// <summary>The metadata key that holds the hash; this entry is not hashed itself.</summary>
    public const string Key = "sha256";

    /// <summary>
    /// Computes SHA-256 over the metadata in the order of its keys and the entries in the order of their names; lower-case hexadecimal.
    /// </summary>
    public static string Of(IReadOnlyDictionary<string, string> metadata, IEnumerable<SafeTensors.Entry> entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (key, value) in metadata.Where(pair => pair.Key != Key).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Append(hash, key);
            Append(hash, value);
        }

        foreach (var entry in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            Append(hash, entry.Name);
            Append(hash, entry.Type);
            Append(hash, string.Join(',', entry.Shape.Select(size => size.ToString(CultureInfo.InvariantCulture))));
            hash.AppendData(entry.Data);
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    // A zero ends each text, so that two different lists of texts never give the same bytes.
    private static void Append(IncrementalHash hash, string text)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        hash.AppendData([0]);
    }
}
