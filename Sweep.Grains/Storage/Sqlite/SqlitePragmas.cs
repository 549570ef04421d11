using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Sweep.Grains.Storage.Sqlite;

/// <summary>
/// Sets what SQLite keeps per connection. A writer waits for another one instead of failing at once. In WAL mode NORMAL loses nothing when
/// a process is killed, and leaves the database intact when the power fails.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    /// <summary>
    /// How long a statement waits for another program's lock. It is well below the 30 s after which a grain's caller gives up without
    /// learning why. Callers that have the time ask again.
    /// </summary>
    public const int PatienceInSeconds = 5;

    // The driver asks again until its own timeout is over, and checks the clock only between two of SQLite's waits, so these are short.
    private const string Sql = "PRAGMA busy_timeout = 1000; PRAGMA synchronous = NORMAL;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
