using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Sweep.Grains.Storage.Sqlite;

/// <summary>Converts the database's errors that a user can fix to one line. All other errors are bugs and stay as they are.</summary>
internal static class SqliteErrors
{
    private const int IsBusy = 5;
    private const int IsLocked = 6;

    private static readonly string _held = string.Create(
        CultureInfo.InvariantCulture,
        $"is held by another program that has not let go of it for {SqlitePragmas.PatienceInSeconds} s: wait for that program, or end it.");

    /// <summary>Whether another program's lock was in the way.</summary>
    public static bool IsHeld(SqliteException exception) => exception.SqliteErrorCode is IsBusy or IsLocked;

    /// <summary>The error for a write that waited too long for its turn.</summary>
    /// <param name="database">The file's path.</param>
    public static SherlockException Busy(string database) => Explain(IsBusy, database, innerException: null)!;

    /// <summary>Converts <paramref name="exception"/> to a clear error; null if it is not one of these.</summary>
    /// <param name="database">The file's path.</param>
    public static SherlockException? Explain(Exception exception, string database)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            // A cancelled call has no error that a user can fix.
            if (cause is OperationCanceledException) { return null; }
            if (cause is SqliteException sqlite && Explain(sqlite.SqliteErrorCode, database, exception) is { } clear) { return clear; }
        }

        return null;
    }

    private static SherlockException? Explain(int code, string database, Exception? innerException) => Explain(code) is { } text
        ? new($"The database {database} {text}", SherlockException.OutOfReach, innerException, passes: code is IsBusy or IsLocked)
        : null;

    // The primary result codes are at sqlite.org/rescode.html.
    private static string? Explain(int code) => code switch
    {
        3 or 8 or 23 => "cannot be written: check the rights of the file and its folder, and that the disk is not mounted read-only.",
        IsBusy or IsLocked => _held,
        10 => "cannot be read or written: the disk reports an error.",
        11 => "is damaged: restore it from a copy, or take another data folder.",
        13 => "cannot grow: the disk is full. Free some space and resume the sweep; nothing that was stored is lost.",
        14 => "cannot be opened: check that its folder exists and that you may read and write there.",
        26 => "is not a SQLite database: move the file away, or take another data folder.",
        _ => null,
    };
}
