using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Sweep.Grains.Storage.Sqlite;

/// <summary>
/// Opens a database in a folder that this process may read but not write. SQLite's write-ahead log needs files beside the database, and
/// they cannot be made there. What lies there decides how to open it, at every opening, because another process may start or stop writing
/// at any moment.
/// </summary>
/// <remarks>
/// If a log and its index are there, another process works there or was killed there: both are read under SQLite's locks. If a log is
/// there alone, as in a copy, no process works there, and an index in memory replaces the missing one. If no log is there, the file is
/// complete and is read as it stands. Connections are not pooled: one that was opened for the file as it stands would not see later writes.
/// </remarks>
/// <param name="path">The database.</param>
internal sealed class ReadOnlyConnections(string path) : DbConnectionInterceptor
{
    private const string Start = "file:";
    private const string AsItStands = "?immutable=1";

    // Locks nothing. SQLite needs that if it reads a log without an index from a file that may only be read.
    private const string WithoutLocks = "unix-none";

    /// <summary>Whether this process may read the database but not write it, or make files beside it.</summary>
    public static bool AreNeeded(string path) =>
        System.IO.File.Exists(path)
        && !(FileTypes.CanWrite(path) && (FileTypes.CanWrite(Path.GetDirectoryName(path)!) || HasWritableLog(path)));

    /// <summary>The path that a connection leads to, as messages name it.</summary>
    public static string PathOf(string dataSource) =>
        dataSource.StartsWith(Start, StringComparison.Ordinal) && dataSource.EndsWith(AsItStands, StringComparison.Ordinal)
            ? Uri.UnescapeDataString(dataSource[Start.Length..^AsItStands.Length])
            : dataSource;

    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        connection.ConnectionString = Choose(connection.ConnectionString);
        return result;
    }

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        new(ConnectionOpening(connection, eventData, result));

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (new SqliteConnectionStringBuilder(connection.ConnectionString).Vfs != WithoutLocks) { return; }
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA locking_mode = EXCLUSIVE";
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    // While another process has the database open, its log and index are there, and no file has to be made.
    private static bool HasWritableLog(string path) => FileTypes.CanWrite(path + "-wal") && FileTypes.CanWrite(path + "-shm");

    private string Choose(string options)
    {
        var (log, index) = (new FileInfo(path + "-wal"), new FileInfo(path + "-shm"));
        var hasLog = log.Exists && (index.Exists || log.Length > 0);
        return new SqliteConnectionStringBuilder(options)
        {
            DataSource = hasLog ? path : Start + string.Join('/', path.Split('/').Select(Uri.EscapeDataString)) + AsItStands,
            Vfs = hasLog && !index.Exists ? WithoutLocks : null,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ConnectionString;
    }
}
