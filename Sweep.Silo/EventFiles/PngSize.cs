using System.Buffers.Binary;

namespace Sweep.Silo.EventFiles;

/// <summary>Reads the size of an image from the beginning of its PNG file.</summary>
internal static class PngSize
{
    // After the signature come the length and the name of the first chunk, IHDR, which begins with the width and the height.
    private const int WidthAt = 16;
    private const int HeightAt = 20;
    private const int End = 24;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    public static bool IsPng(ReadOnlySpan<byte> file) => file.Length >= End && file.StartsWith(Signature);

    /// <param name="file">A PNG file.</param>
    public static (int Width, int Height) Of(ReadOnlySpan<byte> file) =>
        (BinaryPrimitives.ReadInt32BigEndian(file[WidthAt..]), BinaryPrimitives.ReadInt32BigEndian(file[HeightAt..]));
}
