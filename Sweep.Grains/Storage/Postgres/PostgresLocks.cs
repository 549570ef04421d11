using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>
/// Makes a query that carries <see cref="Tag"/> lock the rows that it calls "t", which LINQ cannot say. A query of raw SQL could, but is put together anew each
/// time it runs, and that costs more than all the rest of it.
/// </summary>
internal sealed class PostgresLocks : DbCommandInterceptor
{
    /// <summary>For <c>TagWith</c>: of the query's tables the first one, called by its initial, is locked.</summary>
    public const string Tag = "locks t";

    // Not FOR UPDATE: who only refers to the row by a foreign key need not wait.
    private const string Clause = "\nFOR NO KEY UPDATE OF t";

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Lock(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Lock(command);
        return ValueTask.FromResult(result);
    }

    private static void Lock(DbCommand command)
    {
        if (command.CommandText.StartsWith($"-- {Tag}", StringComparison.Ordinal)) { command.CommandText += Clause; }
    }
}
