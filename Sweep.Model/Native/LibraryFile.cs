using System.Buffers.Binary;

namespace Sweep.Model.Native;

/// <summary>
/// Detects a shared library that a full disk or a broken copy cut off, before the dynamic linker opens it. The linker maps what the
/// file's header promises, and touching pages that do not exist ends the process without a message.
/// </summary>
internal static class LibraryFile
{
    internal const int HeaderSize = 64;

    /// <summary>
    /// True for an ELF file shorter than its header says. A file that is not ELF is left to the linker, which rejects it with a message.
    /// </summary>
    public static bool IsCutOff(string path)
    {
        using var file = File.OpenHandle(path);
        Span<byte> header = stackalloc byte[HeaderSize];
        if (RandomAccess.Read(file, header, 0) < HeaderSize || !ElfVersions.IsElf64(header))
        {
            return false;
        }
        // The table of sections is the last part of the file.
        var table = (UInt128)BinaryPrimitives.ReadUInt64LittleEndian(header[0x28..]);
        var size = BinaryPrimitives.ReadUInt16LittleEndian(header[0x3a..]) * (uint)BinaryPrimitives.ReadUInt16LittleEndian(header[0x3c..]);
        return table + size > (UInt128)RandomAccess.GetLength(file);
    }
}
