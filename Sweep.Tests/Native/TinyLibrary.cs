using System.Buffers.Binary;
using System.Text;

namespace Sweep.Tests.Native;

/// <summary>
/// The smallest shared library that requires versions, laid out by hand: header (0), names (64), requirements (160), section headers (240).
/// It requires GLIBC_2.34 of libc.so.6, and GLIBCXX_3.4 and GLIBCXX_3.4.32 of libstdc++.so.6.
/// </summary>
internal static class TinyLibrary
{
    internal const string Version = "GLIBCXX_3.4.32";

    /// <summary>The offset of the flags of GLIBCXX_3.4.32: its record is the fifth of 16 bytes, the flags its second field.</summary>
    internal const int FlagsOffset = 160 + (4 * 16) + 4;

    // Offsets of the names:             1        11         22            37         49
    internal const string Names = "\0libc.so.6\0GLIBC_2.34\0libstdc++.so.6\0GLIBCXX_3.4\0GLIBCXX_3.4.32\0";

    public static byte[] Create(ushort flags = 0)
    {
        var elf = new byte[240 + (3 * 64)];
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(elf);
        UInt64(elf, 0x28, 240);
        UInt16(elf, 0x3a, 64);
        UInt16(elf, 0x3c, 3);
        Encoding.ASCII.GetBytes(Names, elf.AsSpan(64));

        Library(elf, 160, versions: 1, name: 1, next: 32);
        Required(elf, 176, name: 11, flags: 0, next: 0);
        Library(elf, 192, versions: 2, name: 22, next: 0);
        Required(elf, 208, name: 37, flags: 0, next: 16);
        Required(elf, 224, name: 49, flags, next: 0);

        Section(elf, 240 + 64, type: 3, offset: 64, size: 64, link: 0);
        Section(elf, 240 + 128, type: 0x6ffffffe, offset: 160, size: 80, link: 1);
        return elf;
    }

    private static void Library(byte[] elf, int at, ushort versions, uint name, uint next)
    {
        UInt16(elf, at, 1);
        UInt16(elf, at + 2, versions);
        UInt32(elf, at + 4, name);
        UInt32(elf, at + 8, 16);
        UInt32(elf, at + 12, next);
    }

    private static void Required(byte[] elf, int at, uint name, ushort flags, uint next)
    {
        UInt16(elf, at + 4, flags);
        UInt32(elf, at + 8, name);
        UInt32(elf, at + 12, next);
    }

    private static void Section(byte[] elf, int at, uint type, ulong offset, ulong size, uint link)
    {
        UInt32(elf, at + 0x04, type);
        UInt64(elf, at + 0x18, offset);
        UInt64(elf, at + 0x20, size);
        UInt32(elf, at + 0x28, link);
    }

    private static void UInt16(byte[] elf, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(at), value);

    private static void UInt32(byte[] elf, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(elf.AsSpan(at), value);

    private static void UInt64(byte[] elf, int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(elf.AsSpan(at), value);
}
