using System.Data.Common;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>The differences between database servers: bulk inserts, locks, raw SQL, and errors, which become one clear line.</summary>
internal abstract class Dialect
{
    /// <summary>
    /// Whether only one transaction can write at a time. The others then wait for their turn in <see cref="StoreSession"/>.
    /// </summary>
    public abstract bool HasOneWriter { get; }

    /// <summary>
    /// Ends a SELECT that locks its rows until the transaction ends. A transaction that wants to change them waits, and then sees their new
    /// values. Empty if the database has only one writer anyway.
    /// </summary>
    public abstract string ForUpdate { get; }

    /// <summary>The same, but skips rows that another transaction has locked.</summary>
    public abstract string ForUpdateOfFree { get; }

    /// <summary>
    /// The tag that makes a LINQ query lock the rows of its first table, as <see cref="ForUpdate"/> does. Any text if the database has only
    /// one writer.
    /// </summary>
    public abstract string LockTag { get; }

    /// <summary>The tag that makes a LINQ query lock those rows of its first table that no other transaction has locked.</summary>
    public abstract string LockFreeTag { get; }

    /// <summary>Counts all tables as "Value", except those of the migrations' history.</summary>
    public abstract string CountTablesSql { get; }

    /// <summary>Whose databases are taken over.</summary>
    public abstract EarlierRelease EarlierRelease { get; }

    /// <summary>The name of a value for <see cref="JsonValues"/>.</summary>
    public abstract string JsonKey(string name);

    /// <summary>Names the database in messages, without secrets.</summary>
    public abstract string Describe(DbConnection connection);

    /// <summary>Converts a time to a parameter of raw SQL.</summary>
    public abstract object Parameter(DateTimeOffset time);

    /// <summary>Stores points that are not stored yet, in the running transaction, in the server's fastest way.</summary>
    public abstract Task InsertAsync(
        SherlockContext db, IReadOnlyList<(TrialId Trial, MetricPoint Point)> points, DateTimeOffset now,
        CancellationToken cancellationToken);

    /// <summary>The first points after those that were seen, ordered by trial, step and metric.</summary>
    /// <param name="seen">The trials to read, each with the step up to which it was seen.</param>
    public abstract IQueryable<MetricRecord> MetricsAfter(
        SherlockContext db, Guid sweep, IReadOnlyList<(int Trial, long Step)> seen, int most);

    /// <summary>Stores new trials, in the running transaction.</summary>
    public abstract Task InsertAsync(SherlockContext db, IEnumerable<TrialRecord> trials, CancellationToken cancellationToken);

    /// <summary>Stores a checkpoint's parts as they arrive, in the running transaction. Only one part is in memory at a time.</summary>
    public abstract Task InsertAsync(
        SherlockContext db, TrialId trial, long step, IAsyncEnumerable<byte[]> parts, CancellationToken cancellationToken);

    /// <summary>Converts <paramref name="exception"/> to a clear error; null if it is not an error that a user can fix.</summary>
    public abstract SherlockException? Explain(Exception exception, string database);

    /// <summary>
    /// Whether the transaction conflicted with another one, or its connection was broken before it began, so that repeating it at once
    /// would succeed.
    /// </summary>
    public abstract bool IsWorthRepeating(Exception exception);

    /// <summary>Closes pooled connections if this one turned out to be broken.</summary>
    public virtual void ForgetBroken(DbConnection connection, Exception exception)
    {
    }

    /// <summary>
    /// Ends the database sessions of dead silos: a silo that hangs keeps its connections, and their locks. Does nothing if connections
    /// carry no silo names.
    /// </summary>
    public virtual Task EndSessionsAsync(
        SherlockContext db, IReadOnlyList<string> silos, CancellationToken cancellationToken) => Task.CompletedTask;
}
