using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Storage.Sqlite;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Storage;

/// <summary>
/// Runs operations on the database: one transaction for each write, one context for each operation, and one clear line for errors that a
/// user can fix.
/// </summary>
/// <param name="metrics">Counts what is written; null if nothing counts it.</param>
internal sealed class StoreSession(IDbContextFactory<SherlockContext> contexts, StoreMetrics? metrics = null) : IDisposable
{
    private readonly WriteTurns _turns = new();

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction, completely or not at all. Repeats it after a conflict with another transaction or if
    /// the connection was already broken.
    /// </summary>
    public async Task<T> WriteAsync<T>(StoreOperation operation, Func<SherlockContext, Task<T>> work, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            return await StoreRetry.RunAsync(contexts, db => TransactAsync(db, work, cancellationToken), cancellationToken);
        }
        catch (Exception exception) when (IsTheDatabases(exception))
        {
            metrics?.Failed();
            throw;
        }
        finally
        {
            metrics?.Wrote(operation, Stopwatch.GetElapsedTime(begun));
        }
    }

    /// <summary>Runs a write to the cluster's own tables in the same way.</summary>
    public Task<T> WriteAsync<T>(Func<SherlockContext, Task<T>> work, CancellationToken cancellationToken) =>
        WriteAsync(StoreOperation.Cluster, work, cancellationToken);

    public Task<T> ReadAsync<T>(Func<SherlockContext, Task<T>> work, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(contexts, work, cancellationToken);

    public void Dispose() => _turns.Dispose();

    // Tells the database's errors from those of the request, which have no error of the database behind them.
    private static bool IsTheDatabases(Exception exception) =>
        exception is not (OperationCanceledException or IOException or UnreadableContentException
            or SherlockException { InnerException: null });

    private Task<T> TransactAsync<T>(SherlockContext db, Func<SherlockContext, Task<T>> work, CancellationToken cancellationToken) =>
        db.Database.GetDbConnection() is SqliteConnection connection
            ? _turns.RunAsync(connection, () => TransactNowAsync(db, work, cancellationToken), cancellationToken)
            : TransactNowAsync(db, work, cancellationToken);

    private async Task<T> TransactNowAsync<T>(SherlockContext db, Func<SherlockContext, Task<T>> work, CancellationToken cancellationToken)
    {
        // If something fails, the whole transaction is repeated, so a savepoint before each SaveChanges would only cost a round trip.
        db.Database.AutoSavepointsEnabled = false;
        // The context may have served another operation before.
        db.Changes.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var result = await work(db);
        await transaction.CommitAsync(cancellationToken);
        metrics?.Committed(db.Changes);
        return result;
    }
}
