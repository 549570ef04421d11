using Tensorboard;

namespace Sweep.Silo.EventFiles;

/// <summary>Event files as they are read again.</summary>
internal static class EventFile
{
    /// <summary>All bytes of a file that another attempt may still hold, if it does not know yet that it is over.</summary>
    public static byte[] Bytes(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The sound records of a file, up to the first that is torn or foreign, each with its bytes.</summary>
    public static List<(Event Content, ReadOnlyMemory<byte> Bytes)> Records(ReadOnlyMemory<byte> file)
    {
        var records = new List<(Event, ReadOnlyMemory<byte>)>();
        while (EventRecord.TryRead(file.Span, out var consumed) is { } record)
        {
            records.Add((record, file[..consumed]));
            file = file[consumed..];
        }

        return records;
    }
}
