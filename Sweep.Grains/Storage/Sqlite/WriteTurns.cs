using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Sweep.Grains.Storage.Sqlite;

/// <summary>
/// Lets one write at a time through to SQLite, which allows one writer. Waiting here, in order, takes no thread; waiting in SQLite does.
/// </summary>
/// <remarks>
/// A write waits <see cref="SqlitePragmas.PatienceInSeconds"/> for its turn and for another program's lock, together. While a lock is known
/// to be held, it waits much less: a grain runs its writes one after the other, and the caller of the last one is to learn of the lock
/// before it gives up.
/// </remarks>
internal sealed class WriteTurns : IDisposable
{
    private const int PatienceWithAHeldLockInSeconds = 1;

    private readonly SemaphoreSlim _turn = new(1);
    private volatile bool _isHeld;

    /// <exception cref="SherlockException">The turn did not come, because another program blocks the writes before this one.</exception>
    public async Task<T> RunAsync<T>(SqliteConnection connection, Func<Task<T>> write, CancellationToken cancellationToken)
    {
        var patience = TimeSpan.FromSeconds(_isHeld ? PatienceWithAHeldLockInSeconds : SqlitePragmas.PatienceInSeconds);
        var begun = Stopwatch.GetTimestamp();
        if (!await _turn.WaitAsync(patience, cancellationToken))
        {
            throw SqliteErrors.Busy(ReadOnlyConnections.PathOf(connection.DataSource));
        }

        try
        {
            // 0 would be no limit.
            connection.DefaultTimeout = Math.Max(1, (int)Math.Ceiling((patience - Stopwatch.GetElapsedTime(begun)).TotalSeconds));
            var result = await write();
            _isHeld = false;
            return result;
        }
        catch (SqliteException exception) when (SqliteErrors.IsHeld(exception))
        {
            _isHeld = true;
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
