using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Sweep.Grains.Storage;

/// <summary>
/// Does anew what met another transaction or a connection that was broken already, and says what a person can put right in one clear line. Everything here may be
/// repeated: writes name their attempt, their request or their sweep. Long outages are waited for by those who have the time.
/// </summary>
internal static class StoreRetry
{
    /// <summary>The longest pause before each new try, in milliseconds. By chance down to half of it, so that two who met don't meet again.</summary>
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
            catch (Exception exception) when (db.Dialect.Explain(exception, db.Dialect.Describe(db.Database.GetDbConnection())) is { } clear)
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
