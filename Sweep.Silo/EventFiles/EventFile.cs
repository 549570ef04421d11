using Tensorboard;

namespace Sweep.Silo.EventFiles;

/// <summary>Reads event files.</summary>
internal static class EventFile
{
    /// <summary>Reads all bytes of a file. Another attempt may still have it open, if it does not know yet that it is over.</summary>
    public static byte[] Bytes(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The valid records of a file, each with its bytes, up to the first one that is torn or foreign.</summary>
    public static List<(Event Content, ReadOnlyMemory<byte> Bytes)> Records(ReadOnlyMemory<byte> file)
    {
        var records = new List<(Event, ReadOnlyMemory<byte>)>();
        while (EventFileRecord.TryRead(file.Span, out var consumed) is { } record)
        {
            records.Add((record, file[..consumed]));
            file = file[consumed..];
        }

        return records;
    }
}
