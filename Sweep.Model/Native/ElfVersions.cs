using System.Buffers.Binary;
using System.Text;

namespace Sweep.Model.Native;

/// <summary>
/// Reads and changes the versions that a shared library (ELF, 64-bit, little-endian) requires of others. If a requirement is marked weak,
/// it is no error when it is not met. Formats: Linux Standard Base, Core, "Symbol Versioning".
/// </summary>
internal static class ElfVersions
{
    internal const uint VersionRequirements = 0x6ffffffe; // SHT_GNU_verneed, the type of section .gnu.version_r
    internal const ushort Weak = 0x2;                      // VER_FLG_WEAK
    internal const int SectionHeaderSize = 64;
    internal const int RecordSize = 16;                    // of Elf64_Verneed (a library) and Elf64_Vernaux (a version of it) alike

    /// <summary>Marks every requirement of <paramref name="version"/> weak, in place; true if that changed a byte.</summary>
    /// <exception cref="InvalidDataException">The bytes are not such a library, or refer to positions outside of it.</exception>
    public static bool WeakVersion(Span<byte> elf, string version)
    {
        var wanted = Encoding.ASCII.GetBytes(version);
        var sections = SectionHeaders(elf);
        var changed = false;
        for (var start = 0; start < sections.Length; start += SectionHeaderSize)
        {
            var header = sections.Slice(start, SectionHeaderSize);
            if (UInt32(header, 0x04) != VersionRequirements)
            {
                continue;
            }
            var names = Contents(elf, Part(sections, UInt32(header, 0x28) * (ulong)SectionHeaderSize, SectionHeaderSize));
            changed |= WeakenIn(Contents(elf, header), names, wanted);
        }
        return changed;
    }

    /// <summary>Tells whether the bytes begin like a 64-bit little-endian ELF file.</summary>
    public static bool IsElf64(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\u007fELF\u0002\u0001"u8);

    private static Span<byte> SectionHeaders(Span<byte> elf)
    {
        if (elf.Length < LibraryFile.HeaderSize || !IsElf64(elf))
        {
            throw new InvalidDataException("it is not a 64-bit little-endian ELF file");
        }
        var size = BinaryPrimitives.ReadUInt16LittleEndian(elf[0x3a..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(elf[0x3c..]);
        if (count > 0 && size != SectionHeaderSize)
        {
            throw new InvalidDataException($"its section headers have {size} bytes instead of {SectionHeaderSize}");
        }
        return Part(elf, UInt64(elf, 0x28), (ulong)count * SectionHeaderSize);
    }

    private static Span<byte> Contents(Span<byte> elf, Span<byte> header) => Part(elf, UInt64(header, 0x18), UInt64(header, 0x20));

    // The libraries, and the versions required of each, are two levels of lists, linked by forward distances; a distance of 0 ends a list.
    private static bool WeakenIn(Span<byte> requirements, Span<byte> names, ReadOnlySpan<byte> wanted)
    {
        var changed = false;
        uint next;
        for (ulong library = 0; requirements.Length > 0; library += next)
        {
            var record = Part(requirements, library, RecordSize);
            changed |= WeakenList(requirements, library + UInt32(record, 0x08), names, wanted);
            next = UInt32(record, 0x0c);
            if (next == 0)
            {
                break;
            }
        }
        return changed;
    }

    private static bool WeakenList(Span<byte> requirements, ulong first, Span<byte> names, ReadOnlySpan<byte> wanted)
    {
        var changed = false;
        uint next;
        for (var version = first; ; version += next)
        {
            var record = Part(requirements, version, RecordSize);
            var flags = BinaryPrimitives.ReadUInt16LittleEndian(record[0x04..]);
            if ((flags & Weak) == 0 && IsNamed(names, UInt32(record, 0x08), wanted))
            {
                BinaryPrimitives.WriteUInt16LittleEndian(record[0x04..], (ushort)(flags | Weak));
                changed = true;
            }
            next = UInt32(record, 0x0c);
            if (next == 0)
            {
                return changed;
            }
        }
    }

    private static bool IsNamed(Span<byte> names, uint offset, ReadOnlySpan<byte> wanted)
    {
        var rest = Part(names, offset, 0, toEnd: true);
        return rest.Length > wanted.Length && rest.StartsWith(wanted) && rest[wanted.Length] == 0;
    }

    private static Span<byte> Part(Span<byte> whole, ulong offset, ulong length, bool toEnd = false)
    {
        var size = (ulong)whole.Length;
        if (offset > size || length > size - offset)
        {
            throw new InvalidDataException($"it is cut off or damaged: {length} bytes at {offset} are not within {size}");
        }
        return toEnd ? whole[(int)offset..] : whole.Slice((int)offset, (int)length);
    }

    private static uint UInt32(Span<byte> record, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(record[offset..]);

    private static ulong UInt64(Span<byte> record, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(record[offset..]);
}
