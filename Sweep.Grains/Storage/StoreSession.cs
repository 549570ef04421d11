using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Storage.Sqlite;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Storage;

/// <summary>
/// One transaction for each write, one context for each operation, and errors that a person can put right in one clear line.
/// </summary>
/// <param name="metrics">Counts what is written; null where nobody looks.</param>
internal sealed class StoreSession(IDbContextFactory<SherlockContext> contexts, StoreMetrics? metrics = null) : IDisposable
{
    // SQLite lets one writer in at a time: waiting here in order costs no thread, waiting in SQLite does.
    private readonly SemaphoreSlim _writers = new(1);

    /// <summary>Runs <paramref name="work"/> in a transaction, all or nothing; anew where it met another one or the connection was broken already.</summary>
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

    /// <summary>The same, for the cluster's own tables.</summary>
    public Task<T> WriteAsync<T>(Func<SherlockContext, Task<T>> work, CancellationToken cancellationToken) =>
        WriteAsync(StoreOperation.Cluster, work, cancellationToken);

    public Task<T> ReadAsync<T>(Func<SherlockContext, Task<T>> work, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(contexts, work, cancellationToken);

    public void Dispose() => _writers.Dispose();

    // Not one of what was asked for: that has no error of the database behind it.
    private static bool IsTheDatabases(Exception exception) =>
        exception is not (OperationCanceledException or IOException or UnreadableContentException or SherlockException { InnerException: null });

    private async Task<T> TransactAsync<T>(SherlockContext db, Func<SherlockContext, Task<T>> work, CancellationToken cancellationToken)
    {
        if (db.Dialect.HasOneWriter) { await WaitForTurnAsync(db, cancellationToken); }
        try
        {
            // What fails is done anew as a whole: a savepoint before each SaveChanges would only cost a round trip.
            db.Database.AutoSavepointsEnabled = false;
            // The context may have served another operation before.
            db.Changes.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var result = await work(db);
            await transaction.CommitAsync(cancellationToken);
            metrics?.Committed(db.Changes);
            return result;
        }
        finally
        {
            if (db.Dialect.HasOneWriter) { _writers.Release(); }
        }
    }

    /// <summary>Whoever stands behind a write that another program holds up waits no longer than that write does.</summary>
    private async Task WaitForTurnAsync(SherlockContext db, CancellationToken cancellationToken)
    {
        if (!await _writers.WaitAsync(TimeSpan.FromSeconds(SqlitePragmas.PatienceInSeconds), cancellationToken))
        {
            throw SqliteErrors.Busy(db.Dialect.Describe(db.Database.GetDbConnection()));
        }
    }
}
