namespace Sweep.Model.Checkpoints;

/// <summary>
/// Reads a safetensors file's header, and parts of its content on demand: for callers that need a few rows of a large file.
/// </summary>
internal sealed class SafeTensorsIndex
{
    private readonly Stream _stream;
    private readonly SafeTensors.Header _header;
    private readonly long _start;

    private SafeTensorsIndex(Stream stream, SafeTensors.Header header) => (_stream, _header, _start) = (stream, header, stream.Position);

    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <param name="stream">Must be seekable. The caller keeps and closes it; parts are read from it on demand.</param>
    /// <exception cref="InvalidDataException">The file is not in this format; the message says what is wrong.</exception>
    public static SafeTensorsIndex Read(Stream stream) => new(stream, SafeTensors.ReadHeader(stream));

    /// <summary>Reads all bytes of an entry.</summary>
    /// <exception cref="InvalidDataException">No entry has this name, or the file is truncated.</exception>
    public byte[] Bytes(string name)
    {
        var entry = Entry(name);
        return Bytes(entry, entry.Offsets[1] - entry.Offsets[0]);
    }

    /// <summary>Reads the first rows of a matrix of float32 numbers.</summary>
    /// <returns>The rows' bytes, and the number of columns.</returns>
    /// <exception cref="InvalidDataException">The matrix does not exist, it has fewer rows, or the file is truncated.</exception>
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
