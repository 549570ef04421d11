using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Storage.Sqlite;

namespace Sweep.Grains.Storage;

/// <summary>
/// One transaction for each write, one context for each operation, and errors that a person can put right in one clear line.
/// </summary>
internal sealed class StoreSession(IDbContextFactory<SherlockContext> contexts) : IDisposable
{
    // SQLite lets one writer in at a time: waiting here in order costs no thread, waiting in SQLite does.
    private readonly SemaphoreSlim _writers = new(1);

    /// <summary>Runs <paramref name="work"/> in a transaction, all or nothing; anew where it met another one or the connection was broken already.</summary>
    public Task<T> WriteAsync<T>(Func<SherlockContext, Task<T>> work, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(
            contexts,
            async db =>
            {
                if (db.Dialect.HasOneWriter) { await WaitForTurnAsync(db, cancellationToken); }
                try
                {
                    // What fails is done anew as a whole: a savepoint before each SaveChanges would only cost a round trip.
                    db.Database.AutoSavepointsEnabled = false;
                    await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                    var result = await work(db);
                    await transaction.CommitAsync(cancellationToken);
                    return result;
                }
                finally
                {
                    if (db.Dialect.HasOneWriter) { _writers.Release(); }
                }
            },
            cancellationToken);

    public Task<T> ReadAsync<T>(Func<SherlockContext, Task<T>> work, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(contexts, work, cancellationToken);

    public void Dispose() => _writers.Dispose();

    /// <summary>Whoever stands behind a write that another program holds up waits no longer than that write does.</summary>
    private async Task WaitForTurnAsync(SherlockContext db, CancellationToken cancellationToken)
    {
        if (!await _writers.WaitAsync(TimeSpan.FromSeconds(SqlitePragmas.PatienceInSeconds), cancellationToken))
        {
            throw SqliteErrors.Busy(db.Dialect.Describe(db.Database.GetDbConnection()));
        }
    }
}
