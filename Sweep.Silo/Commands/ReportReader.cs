using System.Globalization;
using Microsoft.Win32.SafeHandles;

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
    private const int Remembered = 1 << 10;
    private const string Changed =
        "found that the file was written again from its beginning; allowed: to append lines to it, as open(path, \"a\") does";

    private readonly FileStream _file =
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private byte[] _buffer = new byte[Block];
    private byte[] _read = [];
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
    /// <exception cref="CommandException">It is not a line, or another file has taken the place of the report.</exception>
    public ReportLine? Last()
    {
        var line = Parsed(_buffer.AsSpan(_start, _end - _start));
        using var now = OpenOrNull();
        if (now is null || RandomAccess.GetLength(now) != _file.Position || !HasWhatWasRead(now)) { throw Wrong(Changed); }
        return line;
    }

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

        if (!HasWhatWasRead(_file.SafeFileHandle))
        {
            _line++;
            throw Wrong(Changed);
        }

        MakeRoom();
        var count = _file.Read(_buffer, _end, _buffer.Length - _end);
        if (count > 0) { Remember(_buffer.AsSpan(_end, count)); }
        _end += count;
        return count > 0;
    }

    private void Remember(ReadOnlySpan<byte> bytes)
    {
        var before = _read.AsSpan()[Math.Max(0, _read.Length + Math.Min(bytes.Length, Remembered) - Remembered)..];
        _read = [.. before, .. bytes[Math.Max(0, bytes.Length - Remembered)..]];
    }

    /// <summary>Whether a file still has, at its place, the last part of what was read.</summary>
    private bool HasWhatWasRead(SafeFileHandle file)
    {
        Span<byte> found = stackalloc byte[Remembered];
        found = found[.._read.Length];
        return RandomAccess.Read(file, found, _file.Position - _read.Length) == _read.Length && found.SequenceEqual(_read);
    }

    private SafeFileHandle? OpenOrNull()
    {
        try
        {
            return File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        }
        catch (IOException)
        {
            return null;
        }
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
