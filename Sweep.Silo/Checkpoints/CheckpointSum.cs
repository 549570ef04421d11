using System.Security.Cryptography;
using Sweep.Grains;

namespace Sweep.Silo.Checkpoints;

/// <summary>The sum of a checkpoint, which shows later whether its bytes are still those that training wrote.</summary>
internal static class CheckpointSum
{
    /// <summary>The SHA-256 of a file, in hexadecimal. The file is read as a stream.</summary>
    public static string Of(string path)
    {
        using var file = RegularFile.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
