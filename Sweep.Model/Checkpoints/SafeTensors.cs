using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sweep.Model.Checkpoints;

/// <summary>
/// Reads and writes the safetensors container (huggingface/safetensors): 8 bytes of header length, little-endian; a JSON header of names,
/// types, shapes and offsets; the bytes. Other tools for this format can open it. A SHA-256 of the whole content, kept in the metadata,
/// shows whether a file is damaged.
/// </summary>
internal static class SafeTensors
{
    private const string MetadataKey = "__metadata__";
    private const string ForeignFormat = "it is not in the safetensors format";

    /// <param name="Type">F32 or U8.</param>
    public sealed record Entry(string Name, string Type, long[] Shape, byte[] Data);

    public sealed record Content(IReadOnlyDictionary<string, string> Metadata, IReadOnlyDictionary<string, Entry> Entries)
    {
        /// <summary>Whether metadata and entries are what was written; also false if the file has no hash of this program.</summary>
        public bool IsIntact => Metadata.GetValueOrDefault(ContentHash.Key) == ContentHash.Of(Metadata, Entries.Values);
    }

    /// <summary>The part of the file before the entries' bytes.</summary>
    public sealed record Header(IReadOnlyDictionary<string, string> Metadata, IReadOnlyDictionary<string, Description> Entries);

    public static void Write(Stream stream, IReadOnlyDictionary<string, string> metadata, IReadOnlyList<Entry> entries)
    {
        var header = new Dictionary<string, object>
        {
            [MetadataKey] = new Dictionary<string, string>(metadata) { [ContentHash.Key] = ContentHash.Of(metadata, entries) },
        };
        var offset = 0L;
        foreach (var entry in entries)
        {
            header[entry.Name] = new Description(entry.Type, entry.Shape, [offset, offset += entry.Data.Length]);
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        stream.Write(length);
        stream.Write(json);
        foreach (var entry in entries)
        {
            stream.Write(entry.Data);
        }
    }

    /// <exception cref="InvalidDataException">The file is not in this format, or truncated; the message says what is wrong.</exception>
    public static Content Read(Stream stream)
    {
        var header = ReadHeader(stream);
        var entries = header.Entries.OrderBy(pair => pair.Value.Offsets[0]).Select(pair => Data(stream, pair.Key, pair.Value));
        return new(header.Metadata, entries.ToDictionary(entry => entry.Name));
    }

    /// <summary>Reads the header, up to the first entry's bytes.</summary>
    /// <exception cref="InvalidDataException">The file is not in this format.</exception>
    public static Header ReadHeader(Stream stream)
    {
        try
        {
            var header = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(HeaderBytes(stream))
                ?? throw new InvalidDataException(ForeignFormat);
            var metadata = header.Remove(MetadataKey, out var own) ? own.Deserialize<Dictionary<string, string>>() : null;
            return new(metadata ?? [], header.ToDictionary(pair => pair.Key, pair => Described(pair.Value)));
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException(ForeignFormat, exception);
        }
    }

    private static byte[] HeaderBytes(Stream stream)
    {
        Span<byte> length = stackalloc byte[8];
        var read = stream.ReadAtLeast(length, 8, throwOnEndOfStream: false);
        var size = BinaryPrimitives.ReadInt64LittleEndian(length);
        if (read < 8 || size <= 0)
        {
            throw new InvalidDataException(ForeignFormat);
        }

        return ReadBytes(stream, size);
    }

    private static Description Described(JsonElement element) =>
        element.Deserialize<Description>() is { Type: not null, Shape: not null, Offsets: [>= 0, _] } description
        && description.Offsets[0] <= description.Offsets[1]
            ? description
            : throw new InvalidDataException(ForeignFormat);

    private static Entry Data(Stream stream, string name, Description description) =>
        new(name, description.Type, description.Shape, ReadBytes(stream, description.Offsets[1] - description.Offsets[0]));

    /// <exception cref="InvalidDataException">The stream has fewer bytes left.</exception>
    public static byte[] ReadBytes(Stream stream, long count)
    {
        if (count > stream.Length - stream.Position)
        {
            throw new InvalidDataException("it is truncated, or not in the safetensors format");
        }

        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <param name="Offsets">The entry's first byte, and the byte after its last one, counted from the end of the header.</param>
    public sealed record Description(
        [property: JsonPropertyName("dtype")] string Type,
        [property: JsonPropertyName("shape")] long[] Shape,
        [property: JsonPropertyName("data_offsets")] long[] Offsets);
}
