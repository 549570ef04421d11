using System.Security.Cryptography;
using System.Text;

namespace Sweep.Model.Networks;

/// <summary>Computes a hash of a network's weights: equal if and only if every bit of every weight is equal.</summary>
internal static class WeightsHash
{
    /// <summary>Returns SHA-256 over each weight's name and little-endian bytes, in their order; lower-case hexadecimal.</summary>
    public static string Of(LanguageNetwork network)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var parameter in network.Parameters)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(parameter.Name));
            hash.AppendData(parameter.Value.bytes);
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
