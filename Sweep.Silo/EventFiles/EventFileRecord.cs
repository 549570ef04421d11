using System.Buffers;
using System.Buffers.Binary;
using Google.Protobuf;
using Tensorboard;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// Reads and writes one record of an event file, all little-endian: length (8 bytes), masked checksum of the length (4), payload, masked
/// checksum of the payload (4).
/// </summary>
internal static class EventFileRecord
{
    private const int HeaderBytes = sizeof(ulong) + sizeof(uint);
    private const int FrameBytes = HeaderBytes + sizeof(uint);

    public static void Append(IBufferWriter<byte> output, Event content)
    {
        // The generated types are of an older kind that cannot write into a span.
        var payload = content.ToByteArray();
        var record = output.GetSpan(payload.Length + FrameBytes)[..(payload.Length + FrameBytes)];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record[sizeof(ulong)..], Crc32C.Masked(record[..sizeof(ulong)]));
        payload.CopyTo(record[HeaderBytes..]);
        BinaryPrimitives.WriteUInt32LittleEndian(record[(HeaderBytes + payload.Length)..], Crc32C.Masked(payload));
        output.Advance(record.Length);
    }

    /// <summary>Reads the first record of <paramref name="data"/>.</summary>
    /// <param name="consumed">The number of the record's bytes, frame included.</param>
    /// <returns>Null if no complete, valid record is there: at the end of the file, or if the record is torn or foreign.</returns>
    public static Event? TryRead(ReadOnlySpan<byte> data, out int consumed)
    {
        consumed = 0;
        if (data.Length < FrameBytes
            || BinaryPrimitives.ReadUInt32LittleEndian(data[sizeof(ulong)..]) != Crc32C.Masked(data[..sizeof(ulong)])
            || BinaryPrimitives.ReadUInt64LittleEndian(data) is var length && length > (ulong)(data.Length - FrameBytes))
        {
            return null;
        }

        var payload = data.Slice(HeaderBytes, (int)length);
        if (BinaryPrimitives.ReadUInt32LittleEndian(data[(HeaderBytes + payload.Length)..]) != Crc32C.Masked(payload))
        {
            return null;
        }

        consumed = payload.Length + FrameBytes;
        return Parse(payload);
    }

    private static Event? Parse(ReadOnlySpan<byte> payload)
    {
        try
        {
            return Event.Parser.ParseFrom(payload.ToArray());
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
