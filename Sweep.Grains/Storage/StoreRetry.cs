using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Sweep.Grains.Storage;

/// <summary>
/// Retries a transaction after a conflict with another transaction or after a broken connection, and converts errors that a user can fix to
/// one clear line. Every operation here may be repeated, because writes name their attempt, their request or their sweep. Long outages are
/// waited for by the callers, if they have the time.
/// </summary>
internal static class StoreRetry
{
    /// <summary>
    /// The longest pause before each retry, in milliseconds. The pause is random, at least half of it, so that two transactions that
    /// conflicted don't conflict again.
    /// </summary>
    private static readonly int[] _pauses = [20, 50, 100];

    public static async Task<T> RunAsync<T>(
        IDbContextFactory<SherlockContext> contexts, Func<SherlockContext, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var failed = 0; ; failed++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            try
            {
                return await work(db);
            }
            catch (Exception exception) when (failed < _pauses.Length && db.Dialect.IsWorthRepeating(exception))
            {
                db.Dialect.ForgetBroken(db.Database.GetDbConnection(), exception);
            }
            catch (Exception exception)
                when (db.Dialect.Explain(exception, db.Dialect.Describe(db.Database.GetDbConnection())) is { } clear)
            {
                throw clear;
            }
            catch (DbUpdateException exception) when (exception.InnerException is { } cause)
            {
                // It only says that one should see the inner exception, which some of those who show it do not.
                ExceptionDispatchInfo.Throw(cause);
            }

            await Task.Delay(RandomNumberGenerator.GetInt32(_pauses[failed] / 2, _pauses[failed] + 1), cancellationToken);
        }
    }
}
