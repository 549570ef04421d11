using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>
/// Makes a query that carries one of the tags lock the rows that it calls "t", which LINQ cannot express. A query in raw SQL could do so,
/// but EF Core builds it again each time it runs, and that costs more than everything else in it.
/// </summary>
internal sealed class PostgresLocks : DbCommandInterceptor
{
    /// <summary>A tag for <c>TagWith</c>: the query locks its first table, which EF Core names by its initial.</summary>
    public const string Tag = "locks t";

    /// <summary>The same, but the query finds only rows that no other transaction has locked.</summary>
    public const string FreeTag = "locks free t";

    // Not FOR UPDATE, so that transactions that only refer to the row by a foreign key need not wait.
    private const string Clause = "\nFOR NO KEY UPDATE OF t";
    private const string FreeClause = Clause + " SKIP LOCKED";

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Lock(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Lock(command);
        return ValueTask.FromResult(result);
    }

    private static void Lock(DbCommand command)
    {
        if (command.CommandText.StartsWith($"-- {Tag}", StringComparison.Ordinal)) { command.CommandText += Clause; }
        else if (command.CommandText.StartsWith($"-- {FreeTag}", StringComparison.Ordinal)) { command.CommandText += FreeClause; }
    }
}
