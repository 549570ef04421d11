using System.Globalization;

namespace Sweep.Silo.Commands;

/// <summary>
/// Reads a report while a command appends lines to it. It reads on from where it stopped, and holds one block and one line in memory.
/// </summary>
/// <param name="path">The file, which is there already.</param>
internal sealed class ReportReader(string path, ReportParser parser) : IDisposable
{
    /// <summary>The most bytes of a line: 1 MiB.</summary>
    public const int LongestLine = 1 << 20;

    private const int Block = 64 << 10;

    private readonly FileStream _file =
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private byte[] _buffer = new byte[Block];
    private int _start;
    private int _end;
    private int _searched;
    private int _line;

    /// <summary>The next whole line; null if there is none yet.</summary>
    /// <exception cref="CommandException">The line is wrong. The message names the file and the line.</exception>
    public ReportLine? Next()
    {
        while (true)
        {
            while (Line() is var (start, length) && length >= 0)
            {
                if (Parsed(_buffer.AsSpan(start, length)) is { } line) { return line; }
            }

            if (!Fill()) { return null; }
        }
    }

    /// <summary>What follows the last whole line when the command has ended; null if nothing does.</summary>
    /// <exception cref="CommandException">It is not a line.</exception>
    public ReportLine? Last() => Parsed(_buffer.AsSpan(_start, _end - _start));

    /// <summary>Whether something follows the last whole line.</summary>
    public bool HasRest => _end > _start;

    public void Dispose() => _file.Dispose();

    private (int Start, int Length) Line()
    {
        var found = _buffer.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
        if (found < 0)
        {
            _searched = _end;
            return (_start, -1);
        }

        var line = (_start, _searched + found - _start);
        _start = _searched = _searched + found + 1;
        return line;
    }

    private ReportLine? Parsed(ReadOnlySpan<byte> bytes)
    {
        _line++;
        if (bytes.Trim(" \t\r"u8).IsEmpty) { return null; }
        try
        {
            return bytes.Length <= LongestLine ? parser.Parse(bytes) : throw TooLong();
        }
        catch (FormatException exception)
        {
            throw Wrong(exception.Message, exception);
        }
    }

    /// <summary>Says what is wrong with the line that was read last.</summary>
    public CommandException Wrong(string problem, Exception? exception = null) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}:{_line}: {problem}"), exception);

    /// <returns>Whether there was more.</returns>
    private bool Fill()
    {
        if (_end - _start > LongestLine)
        {
            _line++;
            throw Wrong(TooLong().Message);
        }

        MakeRoom();
        var count = _file.Read(_buffer, _end, _buffer.Length - _end);
        if (count == 0 && _file.Length < _file.Position)
        {
            _line++;
            throw Wrong("found a file that has become shorter; allowed: to append lines to it");
        }

        _end += count;
        return count > 0;
    }

    private void MakeRoom()
    {
        var length = _end - _start;
        if (length + Block <= _buffer.Length && _start == 0) { return; }
        var target = length + Block <= _buffer.Length && _buffer.Length <= 4 * Block ? _buffer : new byte[length + Block];
        _buffer.AsSpan(_start, length).CopyTo(target);
        (_buffer, _searched, _start, _end) = (target, _searched - _start, 0, length);
    }

    private static FormatException TooLong() => new("found a line of more than 1 MiB; allowed: one line for each step");
}
