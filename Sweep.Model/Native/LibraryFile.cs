using System.Buffers.Binary;

namespace Sweep.Model.Native;

/// <summary>
/// Tells a shared library that was cut off, by a full disk or a broken copy, before the dynamic linker touches it: the linker maps what the
/// file's header promises, and touching pages that are not there ends the process with no message at all.
/// </summary>
internal static class LibraryFile
{
    internal const int HeaderSize = 64;

    /// <summary>True for an ELF file shorter than its header says. What is no ELF file the linker refuses in its own words.</summary>
    public static bool IsCutOff(string path)
    {
        using var file = File.OpenHandle(path);
        Span<byte> header = stackalloc byte[HeaderSize];
        if (RandomAccess.Read(file, header, 0) < HeaderSize || !ElfVersions.IsElf64(header))
        {
            return false;
        }
        // The table of sections is the last thing in the file.
        var table = (UInt128)BinaryPrimitives.ReadUInt64LittleEndian(header[0x28..]);
        var size = BinaryPrimitives.ReadUInt16LittleEndian(header[0x3a..]) * (uint)BinaryPrimitives.ReadUInt16LittleEndian(header[0x3c..]);
        return table + size > (UInt128)RandomAccess.GetLength(file);
    }
}
