namespace Sweep.Model.Checkpoints;

/// <summary>What a safetensors file holds, by its header, and parts of it on demand: for readers who want a few rows of a large file.</summary>
internal sealed class SafeTensorsIndex
{
    private readonly Stream _stream;
    private readonly SafeTensors.Header _header;
    private readonly long _start;

    private SafeTensorsIndex(Stream stream, SafeTensors.Header header) => (_stream, _header, _start) = (stream, header, stream.Position);

    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <param name="stream">Can seek; stays the caller's, and is read on demand.</param>
    /// <exception cref="InvalidDataException">Not this format; the message says what.</exception>
    public static SafeTensorsIndex Read(Stream stream) => new(stream, SafeTensors.ReadHeader(stream));

    /// <summary>All bytes of an entry.</summary>
    /// <exception cref="InvalidDataException">There is none of this name, or the file is truncated.</exception>
    public byte[] Bytes(string name)
    {
        var entry = Entry(name);
        return Bytes(entry, entry.Offsets[1] - entry.Offsets[0]);
    }

    /// <summary>The first rows of a matrix of float32 numbers.</summary>
    /// <returns>Their bytes, and how many numbers a row has.</returns>
    /// <exception cref="InvalidDataException">There is no such matrix, it has fewer rows, or the file is truncated.</exception>
    public (byte[] Bytes, int Width) FirstRows(string name, int rows)
    {
        var entry = Entry(name);
        if (entry is not { Type: "F32", Shape: [>= 0, > 0 and <= int.MaxValue] }
            || (decimal)entry.Shape[0] * entry.Shape[1] * sizeof(float) != entry.Offsets[1] - entry.Offsets[0])
        {
            throw new InvalidDataException($"its '{name}' is not a matrix of float32 numbers");
        }

        if (entry.Shape[0] < rows)
        {
            throw new InvalidDataException($"its '{name}' has vectors of {entry.Shape[0]} words, and {rows} are wanted");
        }

        return (Bytes(entry, rows * entry.Shape[1] * sizeof(float)), (int)entry.Shape[1]);
    }

    private SafeTensors.Description Entry(string name) =>
        _header.Entries.GetValueOrDefault(name) ?? throw new InvalidDataException($"it has no '{name}'");

    private byte[] Bytes(SafeTensors.Description entry, long count)
    {
        _stream.Position = Math.Min(_start + entry.Offsets[0], _stream.Length);
        return SafeTensors.ReadBytes(_stream, count);
    }
}
