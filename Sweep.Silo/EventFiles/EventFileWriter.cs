using System.Buffers;
using Tensorboard;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// Writes one TensorBoard event file: records of any kind, in the given order, through one open stream. Records wait in memory until <see
/// cref="Flush"/>, or until a write or <see cref="FlushIfDue"/> that comes 5 s after the last flush or finds 64 KiB waiting. It has no
/// thread or timer of its own.
/// </summary>
/// <remarks>
/// Only one thread may use it at a time, because a file has a single writer. After an <see cref="IOException"/> the file may end in a torn
/// record, after which readers see nothing: dispose the writer, and continue only in a new file.
/// </remarks>
internal sealed class EventFileWriter : IDisposable
{
    private const int MostPendingBytes = 64 * 1024;

    private static readonly TimeSpan _flushInterval = TimeSpan.FromSeconds(5);

    private readonly FileStream _stream;
    private readonly TimeProvider _time;
    private readonly ArrayBufferWriter<byte> _pending = new(4096);
    private long _flushedAt;

    /// <summary>Creates the file, with its first two records waiting: the format's version, and the start of a session.</summary>
    /// <param name="startStep">
    /// The first step that this file may have. Whatever earlier files of the folder have from this step on is void.
    /// </param>
    /// <exception cref="IOException">The file exists already, or cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public EventFileWriter(string path, long startStep, TimeProvider time)
    {
        // Unbuffered: after a failed write, closing the stream must not try to write again.
        _stream = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        (Path, _time, _flushedAt) = (path, time, time.GetTimestamp());
        foreach (var record in Opening(startStep)) { Write(record); }
    }

    public string Path { get; }

    /// <summary>The first two records of every file: the format's version, and the start of a session.</summary>
    public static IEnumerable<Event> Opening(long startStep) =>
    [
        new() { FileVersion = "brain.Event:2" },
        new() { Step = startStep, SessionLog = new() { Status = SessionLog.Types.SessionStatus.Start } },
    ];

    /// <summary>Adds a record, and sets its wall time.</summary>
    public void Write(Event record)
    {
        record.WallTime = (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        EventFileRecord.Append(_pending, record);
        if (_pending.WrittenCount >= MostPendingBytes || _time.GetElapsedTime(_flushedAt) >= _flushInterval)
        {
            Flush();
        }
    }

    /// <summary>Adds one record with all values of one step.</summary>
    public void Write(long step, IEnumerable<Summary.Types.Value> values)
    {
        var summary = new Summary();
        summary.Value.AddRange(values);
        Write(new Event { Step = step, Summary = summary });
    }

    /// <summary>Writes all waiting records to the operating system, so that readers see them.</summary>
    /// <exception cref="IOException">They cannot be written, or the file is no longer in its place.</exception>
    public void Flush()
    {
        _flushedAt = _time.GetTimestamp();
        try
        {
            _stream.Write(_pending.WrittenSpan);
        }
        finally
        {
            // A failed write is not tried again, because part of it may be in the file.
            _pending.ResetWrittenCount();
        }

        RequireInPlace();
    }

    /// <summary>Flushes records that have waited for 5 s, if no further record does so.</summary>
    /// <inheritdoc cref="Flush"/>
    public void FlushIfDue()
    {
        if (_pending.WrittenCount > 0 && _time.GetElapsedTime(_flushedAt) >= _flushInterval) { Flush(); }
    }

    /// <summary>
    /// Checks that the file is still in its place. A file that was deleted, or whose folder was moved, accepts all writes, but no reader
    /// sees them.
    /// </summary>
    private void RequireInPlace()
    {
        var file = new FileInfo(Path);

        // Another file with that name would be a copy, which lacks what was written since.
        if (!file.Exists || file.Length < _stream.Position) { throw new IOException("The file was deleted or moved by somebody else."); }
    }

    /// <summary>Flushes and closes the file.</summary>
    public void Dispose()
    {
        try
        {
            if (_pending.WrittenCount > 0)
            {
                Flush();
            }
        }
        finally
        {
            _stream.Dispose();
        }
    }
}
