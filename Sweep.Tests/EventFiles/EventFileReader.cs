using System.Buffers.Binary;

namespace Sweep.Tests.EventFiles;

/// <summary>One value of a record, as a reader sees it.</summary>
internal sealed record ReadValue(string Tag, float? Scalar, string Plugin, WireMessage Content, WireMessage Tensor)
{
    /// <summary>The rows of a histogram: left edge, right edge, count.</summary>
    public List<(double Left, double Right, double Count)> Rows()
    {
        Assert.Equal((2L, "histograms"), (Tensor.Number(1), Plugin));
        var (content, sizes) = (Tensor.Bytes(4), Tensor.Message(2).Messages(2).Select(dimension => dimension.Number(1)));
        Assert.Equal([content.Length / 24, 3L], sizes);
        return [.. content.Chunk(24)
            .Select(row => (BitConverter.ToDouble(row, 0), BitConverter.ToDouble(row, 8), BitConverter.ToDouble(row, 16)))];
    }
}

/// <summary>One record of an event file, as a reader sees it.</summary>
internal sealed record ReadEvent(
    double WallTime, long Step, string FileVersion, long? SessionStatus, WireMessage? Graph, IReadOnlyList<ReadValue> Values);

/// <summary>Reads event files and runs as TensorBoard does, by the format's description; shares nothing with what wrote them.</summary>
internal static class EventFileReader
{
    /// <summary>The sound records of a file, up to the first that is torn or false.</summary>
    public static List<ReadEvent> Read(string path) => Payloads(path).Whole.ConvertAll(payload => Decode(new WireMessage(payload)));

    /// <summary>The payloads of a file's sound records, and how many bytes behind them are none.</summary>
    public static (List<byte[]> Whole, int Torn) Payloads(string path)
    {
        ReadOnlySpan<byte> data = ReadShared(path);
        var payloads = new List<byte[]>();
        while (data.Length >= 12 && MaskedCrc(data[..8]) == BinaryPrimitives.ReadUInt32LittleEndian(data[8..]))
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(data);
            if (data.Length < length + 16
                || MaskedCrc(data.Slice(12, length)) != BinaryPrimitives.ReadUInt32LittleEndian(data[(12 + length)..]))
            {
                break;
            }

            payloads.Add(data.Slice(12, length).ToArray());
            data = data[(length + 16)..];
        }

        return (payloads, data.Length);
    }

    /// <summary>The records of a run: its files in the order of names; each start of a session voids the steps from its own on.</summary>
    public static List<ReadEvent> ReadRun(string folder)
    {
        var events = new List<ReadEvent>();
        foreach (var record in Files(folder).SelectMany(Read))
        {
            if (record.SessionStatus is 1)
            {
                events.RemoveAll(earlier => earlier.Values.Count > 0 && earlier.Step >= record.Step);
            }

            events.Add(record);
        }

        return events;
    }

    public static string[] Files(string folder) =>
        [.. Directory.GetFiles(folder).Where(path => path.Contains("tfevents", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public static List<(long Step, float Value)> Series(this IEnumerable<ReadEvent> events, string tag) =>
    [
        .. from record in events
           from value in record.Values
           where value.Tag == tag && value.Scalar is not null
           select (record.Step, value.Scalar!.Value),
    ];

    public static ReadValue Value(this IEnumerable<ReadEvent> events, string tag) =>
        events.SelectMany(record => record.Values).Single(value => value.Tag == tag);

    /// <summary>
    /// Fails unless all files of a folder are sound to their last byte, say version and start first, and no tag has a step twice or out of
    /// order.
    /// </summary>
    public static void RequireSound(string folder)
    {
        foreach (var file in Files(folder))
        {
            var (torn, records) = (Payloads(file).Torn, Read(file));
            Assert.Equal((0, "brain.Event:2", 1L), (torn, records[0].FileVersion, records[1].SessionStatus));
        }

        var steps = from record in ReadRun(folder) from value in record.Values group record.Step by value.Tag;
        Assert.All(steps, tag => Assert.Equal(tag.Distinct().Order(), tag));
    }

    /// <summary>The checksum bit by bit, as its definition has it.</summary>
    public static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) is 1 ? (crc >> 1) ^ 0x82F63B78u : crc >> 1;
            }
        }

        return crc ^ 0xFFFFFFFFu;
    }

    /// <summary>Any payload as a sound record.</summary>
    public static byte[] Frame(byte[] payload)
    {
        var length = BitConverter.GetBytes((ulong)payload.Length);
        return [.. length, .. BitConverter.GetBytes(MaskedCrc(length)), .. payload, .. BitConverter.GetBytes(MaskedCrc(payload))];
    }

    private static uint MaskedCrc(ReadOnlySpan<byte> data)
    {
        var crc = Crc(data);
        return unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8u);
    }

    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static ReadEvent Decode(WireMessage record) => new(
        record.Double(1),
        record.Number(2),
        record.Text(3),
        record.Has(7) ? record.Message(7).Number(1) : null,
        record.Has(4) ? record.Message(4) : null,
        [.. record.Message(5).Messages(1).Select(DecodeValue)]);

    private static ReadValue DecodeValue(WireMessage value)
    {
        var plugin = value.Message(9).Message(1);
        return new(value.Text(1), value.Has(2) ? value.Single(2) : null, plugin.Text(1), plugin.Message(2), value.Message(8));
    }
}
