namespace Sweep.Silo.Commands;

/// <summary>
/// Passes an output on in whole lines, so that lines of two outputs do not mix. A long line is passed on in parts. A carriage return, which
/// begins a line again, ends a part, so that a progress bar is seen while it grows.
/// </summary>
/// <param name="pass">Takes one or more lines.</param>
internal sealed class LogLines(LogLines.Pass pass)
{
    private const int LongestLine = 8192;

    private readonly byte[] _part = new byte[LongestLine];
    private int _length;

    /// <summary>Takes one or more lines.</summary>
    public delegate void Pass(ReadOnlySpan<byte> lines);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.LastIndexOfAny("\r\n"u8) + 1;
        if (end > 0)
        {
            End(bytes[..end]);
            bytes = bytes[end..];
        }

        if (_length + bytes.Length > LongestLine)
        {
            End(bytes);
            return;
        }

        bytes.CopyTo(_part.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Passes on what is not a whole line.</summary>
    public void End() => End([]);

    private void End(ReadOnlySpan<byte> rest)
    {
        if (_length > 0)
        {
            byte[] whole = [.. _part.AsSpan(0, _length), .. rest];
            _length = 0;
            pass(whole);
        }
        else if (!rest.IsEmpty)
        {
            pass(rest);
        }
    }
}
