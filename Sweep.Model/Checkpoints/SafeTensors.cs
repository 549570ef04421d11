using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sweep.Model.Checkpoints;

/// <summary>
/// The safetensors container (huggingface/safetensors): 8 bytes of header length, little-endian; a JSON header of names, types, shapes and offsets; the bytes.
/// Tools of that ecosystem can open it. A SHA-256 of all that it holds, in its metadata, tells a damaged file.
/// </summary>
internal static class SafeTensors
{
    private const string MetadataKey = "__metadata__";
    private const string ForeignFormat = "it is not in the safetensors format";

    /// <param name="Type">F32 or U8.</param>
    public sealed record Entry(string Name, string Type, long[] Shape, byte[] Data);

    public sealed record Content(IReadOnlyDictionary<string, string> Metadata, IReadOnlyDictionary<string, Entry> Entries)
    {
        /// <summary>Whether metadata and entries are what was written; false too for a file without our hash.</summary>
        public bool IsIntact => Metadata.GetValueOrDefault(ContentHash.Key) == ContentHash.Of(Metadata, Entries.Values);
    }

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

    /// <exception cref="InvalidDataException">Not this format, or truncated; the message says what.</exception>
    public static Content Read(Stream stream)
    {
        try
        {
            var header = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Header(stream)) ?? throw new InvalidDataException(ForeignFormat);
            var metadata = header.Remove(MetadataKey, out var own) ? own.Deserialize<Dictionary<string, string>>() : null;
            var descriptions = header.Select(pair => (Name: pair.Key, Description: Described(pair.Value)));
            var entries = descriptions.OrderBy(pair => pair.Description.Offsets[0]).Select(pair => Data(stream, pair.Name, pair.Description));
            return new(metadata ?? [], entries.ToDictionary(entry => entry.Name));
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException(ForeignFormat, exception);
        }
    }

    private static byte[] Header(Stream stream)
    {
        Span<byte> length = stackalloc byte[8];
        var read = stream.ReadAtLeast(length, 8, throwOnEndOfStream: false);
        var size = BinaryPrimitives.ReadInt64LittleEndian(length);
        if (read < 8 || size <= 0)
        {
            throw new InvalidDataException(ForeignFormat);
        }

        return Bytes(stream, size);
    }

    private static Description Described(JsonElement element) =>
        element.Deserialize<Description>() is { Type: not null, Shape: not null, Offsets: [>= 0, _] } description
        && description.Offsets[0] <= description.Offsets[1]
            ? description
            : throw new InvalidDataException(ForeignFormat);

    private static Entry Data(Stream stream, string name, Description description) =>
        new(name, description.Type, description.Shape, Bytes(stream, description.Offsets[1] - description.Offsets[0]));

    private static byte[] Bytes(Stream stream, long count)
    {
        if (count > stream.Length - stream.Position)
        {
            throw new InvalidDataException("it is truncated, or not in the safetensors format");
        }

        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private sealed record Description(
        [property: JsonPropertyName("dtype")] string Type,
        [property: JsonPropertyName("shape")] long[] Shape,
        [property: JsonPropertyName("data_offsets")] long[] Offsets);
}
