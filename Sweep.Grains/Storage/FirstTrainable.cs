using System.Security.Cryptography;
using System.Text;

namespace Sweep.Grains.Storage;

/// <summary>
/// The trainable that every database has: the one of the sweeps from before sweeps named theirs. The migration that adds the table
/// inserts it, so its text never changes.
/// </summary>
internal static class FirstTrainable
{
    /// <summary>The schema's JSON.</summary>
    public static string Json { get; } = Read();

    /// <summary>SHA-256 of <see cref="Json"/>, in hexadecimal.</summary>
    public static string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json)));

    private static string Read()
    {
        using var stream = typeof(FirstTrainable).Assembly.GetManifestResourceStream("language-model-1.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd();
    }
}
