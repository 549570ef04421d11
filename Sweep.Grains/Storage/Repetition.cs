using Microsoft.EntityFrameworkCore;

namespace Sweep.Grains.Storage;

/// <summary>Work on a database that begins anew where it met another transaction, or a connection that was broken before: the server may have been started anew.</summary>
internal static class Repetition
{
    /// <param name="attempts">In all; each has a context of its own.</param>
    /// <param name="work">May be done again.</param>
    /// <exception cref="SherlockException">It failed by what a person can put right.</exception>
    public static async Task<T> RunAsync<T>(
        IDbContextFactory<SherlockContext> contexts, int attempts, Func<SherlockContext, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            try
            {
                return await work(db);
            }
            catch (Exception exception) when (attempt < attempts && db.Dialect.IsWorthRepeating(exception))
            {
                db.Dialect.ForgetBroken(db.Database.GetDbConnection());
            }
            catch (Exception exception) when (db.Dialect.Explain(exception, db.Dialect.Describe(db.Database.GetDbConnection())) is { } clear)
            {
                throw clear;
            }
        }
    }
}
