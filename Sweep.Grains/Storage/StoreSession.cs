using Microsoft.EntityFrameworkCore;

namespace Sweep.Grains.Storage;

/// <summary>
/// One transaction for each write, one context for each operation, and errors that a person can put right in one clear line.
/// </summary>
internal sealed class StoreSession(IDbContextFactory<SherlockContext> contexts) : IDisposable
{
    // SQLite lets one writer in at a time: waiting here in order costs no thread, waiting in SQLite does.
    private readonly SemaphoreSlim _writers = new(1);

    /// <summary>Runs <paramref name="work"/> in a transaction, all or nothing.</summary>
    public Task<T> WriteAsync<T>(Func<SherlockContext, Task<T>> work, CancellationToken cancellationToken) =>
        WithContextAsync(
            async db =>
            {
                var alone = db.Database.IsSqlite();
                if (alone) { await WaitForTurnAsync(db, cancellationToken); }
                try
                {
                    await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                    var result = await work(db);
                    await transaction.CommitAsync(cancellationToken);
                    return result;
                }
                finally
                {
                    if (alone) { _writers.Release(); }
                }
            },
            cancellationToken);

    public Task<T> ReadAsync<T>(Func<SherlockContext, Task<T>> work, CancellationToken cancellationToken) =>
        WithContextAsync(work, cancellationToken);

    public void Dispose() => _writers.Dispose();

    /// <summary>Whoever stands behind a write that another program holds up waits no longer than that write does.</summary>
    private async Task WaitForTurnAsync(SherlockContext db, CancellationToken cancellationToken)
    {
        if (!await _writers.WaitAsync(TimeSpan.FromSeconds(SqlitePragmas.PatienceInSeconds), cancellationToken))
        {
            throw DatabaseErrors.Busy(db.Database.GetDbConnection().DataSource);
        }
    }

    private async Task<T> WithContextAsync<T>(Func<SherlockContext, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var database = db.Database.GetDbConnection().DataSource;
        try
        {
            return await work(db);
        }
        catch (Exception exception) when (DatabaseErrors.Explain(exception, database) is { } clear)
        {
            throw clear;
        }
    }
}
