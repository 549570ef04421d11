using System.Globalization;
using System.Text;

namespace Sweep.Silo.Commands;

/// <summary>The last part of what a command writes to its standard output and error. Writing never waits. Thread-safe.</summary>
/// <param name="most">The number of bytes that are kept.</param>
internal sealed class LogTail(int most)
{
    private const int FirstSize = 4096;
    private const int LongestError = 500;

    private readonly Lock _lock = new();
    private byte[] _ring = [];
    private long _written;

    /// <summary>The number of bytes that were written so far.</summary>
    public long Written
    {
        get
        {
            lock (_lock) { return _written; }
        }
    }

    /// <summary>The last line of the standard error that is not blank; of a progress bar its last state. Empty if there is none.</summary>
    public string LastError { get; private set; } = "";

    /// <summary>Takes the standard output.</summary>
    public LogLines Output() => new(Append);

    /// <summary>Takes the standard error.</summary>
    public LogLines Error() => new(lines =>
    {
        Append(lines);
        var text = lines.TrimEnd(" \t\r\n"u8);
        if (!text.IsEmpty) { LastError = Text(LastPart(text[(text.LastIndexOfAny("\r\n"u8) + 1)..])).TrimStart(); }
    });

    /// <summary>What is kept. If something is not, the first line says how much.</summary>
    public string Read()
    {
        byte[] kept;
        long lost;
        lock (_lock)
        {
            var length = (int)Math.Min(_written, _ring.Length);
            (kept, lost) = (new byte[length], _written - length);
            var start = (int)(lost % Math.Max(1, _ring.Length));
            var first = Math.Min(length, _ring.Length - start);
            _ring.AsSpan(start, first).CopyTo(kept);
            _ring.AsSpan(0, length - first).CopyTo(kept.AsSpan(first));
        }

        if (lost == 0) { return Text(kept); }

        // The first line that is kept is complete.
        var begin = Array.IndexOf(kept, (byte)'\n') + 1;
        return string.Create(
            CultureInfo.InvariantCulture, $"[{lost + begin:N0} bytes before this are not kept]\n{Text(kept.AsSpan(begin))}");
    }

    // PostgreSQL stores no NUL in a text.
    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes).Replace('\0', '\uFFFD');

    private static ReadOnlySpan<byte> LastPart(ReadOnlySpan<byte> line) => line.Length > LongestError ? line[^LongestError..] : line;

    private void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (bytes.Length > most)
            {
                _written += bytes.Length - most;
                bytes = bytes[^most..];
            }

            Grow(_written + bytes.Length);
            var start = (int)(_written % _ring.Length);
            var first = Math.Min(bytes.Length, _ring.Length - start);
            bytes[..first].CopyTo(_ring.AsSpan(start));
            bytes[first..].CopyTo(_ring);
            _written += bytes.Length;
        }
    }

    /// <summary>Makes room for this many bytes in all. Until the ring has its full size, nothing in it has come round.</summary>
    private void Grow(long needed)
    {
        if (needed <= _ring.Length || _ring.Length == most) { return; }
        var larger = new byte[Math.Min(most, Math.Max(FirstSize, 2 * needed))];
        _ring.AsSpan(0, (int)Math.Min(_written, _ring.Length)).CopyTo(larger);
        _ring = larger;
    }
}
