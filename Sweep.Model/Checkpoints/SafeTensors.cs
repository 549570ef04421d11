using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sweep.Model.Checkpoints;

/// <summary>
/// The safetensors container (huggingface/safetensors): 8 bytes of header length, little-endian; a JSON header of names, types, shapes and offsets; the bytes.
/// Tools of that ecosystem can open it. A SHA-256 of the data in its metadata tells a damaged file.
/// </summary>
internal static class SafeTensors
{
    private const string MetadataKey = "__metadata__";
    private const string HashKey = "sha256";
    private const int LargestHeader = 100_000_000;

    /// <param name="Type">F32 or U8.</param>
    public sealed record Entry(string Name, string Type, long[] Shape, byte[] Data);

    public sealed record Content(IReadOnlyDictionary<string, string> Metadata, IReadOnlyDictionary<string, Entry> Entries);

    public static void Write(Stream stream, IReadOnlyDictionary<string, string> metadata, IReadOnlyList<Entry> entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var header = new Dictionary<string, object>();
        var offset = 0L;
        foreach (var entry in entries)
        {
            hash.AppendData(entry.Data);
            header[entry.Name] = new Description(entry.Type, entry.Shape, [offset, offset += entry.Data.Length]);
        }

        header[MetadataKey] = new Dictionary<string, string>(metadata) { [HashKey] = Convert.ToHexStringLower(hash.GetCurrentHash()) };
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

    /// <exception cref="InvalidDataException">Not this format, or damaged; the message says what.</exception>
    public static Content Read(Stream stream)
    {
        using var header = Header(stream);
        var metadata = new Dictionary<string, string>();
        var entries = new Dictionary<string, Entry>();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var property in header.RootElement.EnumerateObject().OrderBy(Offset))
        {
            if (property.Name == MetadataKey)
            {
                metadata = property.Value.Deserialize<Dictionary<string, string>>()!;
                continue;
            }

            var description = property.Value.Deserialize<Description>()!;
            var data = new byte[description.Offsets[1] - description.Offsets[0]];
            if (stream.ReadAtLeast(data, data.Length, throwOnEndOfStream: false) < data.Length)
            {
                throw new InvalidDataException("it is truncated");
            }

            hash.AppendData(data);
            entries[property.Name] = new(property.Name, description.Type, description.Shape, data);
        }

        return metadata.GetValueOrDefault(HashKey) == Convert.ToHexStringLower(hash.GetCurrentHash())
            ? new(metadata, entries)
            : throw new InvalidDataException("its bytes do not match its SHA-256");
    }

    private static JsonDocument Header(Stream stream)
    {
        Span<byte> length = stackalloc byte[8];
        var read = stream.ReadAtLeast(length, 8, throwOnEndOfStream: false);
        var size = BinaryPrimitives.ReadInt64LittleEndian(length);
        if (read < 8 || size is not (> 0 and < LargestHeader))
        {
            throw new InvalidDataException("it is not in the safetensors format");
        }

        var json = new byte[size];
        if (stream.ReadAtLeast(json, json.Length, throwOnEndOfStream: false) < json.Length)
        {
            throw new InvalidDataException("it is truncated");
        }

        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("it is not in the safetensors format", exception);
        }
    }

    private static long Offset(JsonProperty property) =>
        property.Value.TryGetProperty("data_offsets", out var offsets) ? offsets[0].GetInt64() : -1;

    private sealed record Description(
        [property: JsonPropertyName("dtype")] string Type,
        [property: JsonPropertyName("shape")] long[] Shape,
        [property: JsonPropertyName("data_offsets")] long[] Offsets);
}
