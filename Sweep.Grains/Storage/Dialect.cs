using System.Collections.Immutable;
using System.Data.Common;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>What one database server does otherwise than the others: bulk inserts, locks, raw SQL, and its errors in clear words.</summary>
internal abstract class Dialect
{
    /// <summary>Whether one transaction writes at a time; the others then wait for their turn in <see cref="StoreSession"/>.</summary>
    public abstract bool HasOneWriter { get; }

    /// <summary>
    /// Ends a SELECT whose rows nobody else may change until the transaction ends; who wants to waits, and then sees them as they have become. Empty where
    /// there is one writer anyway.
    /// </summary>
    public abstract string ForUpdate { get; }

    /// <summary>The same, without those rows that somebody else holds just now.</summary>
    public abstract string ForUpdateOfFree { get; }

    /// <summary>The same as <see cref="ForUpdate"/> for a LINQ query, as its tag: the rows of its first table are locked. Any text where there is one writer anyway.</summary>
    public abstract string LockTag { get; }

    /// <summary>Counts the tables of anybody, those of the migrations' history aside, as "Value".</summary>
    public abstract string CountTablesSql { get; }

    /// <summary>Whose databases are taken over.</summary>
    public abstract EarlierRelease EarlierRelease { get; }

    /// <summary>Names the database in messages, without secrets.</summary>
    public abstract string Describe(DbConnection connection);

    /// <summary>A time as a parameter of raw SQL.</summary>
    public abstract object Parameter(DateTimeOffset time);

    /// <summary>Stores points that are not there yet, in the running transaction, by the fastest way the server has.</summary>
    public abstract Task InsertAsync(
        SherlockContext db, TrialId trial, ImmutableArray<MetricPoint> points, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The first points after those that were seen, by trial, step and metric.</summary>
    /// <param name="seen">The trials that are meant, and the step up to which each was seen.</param>
    public abstract IQueryable<MetricRecord> MetricsAfter(SherlockContext db, Guid sweep, IReadOnlyList<(int Trial, long Step)> seen, int most);

    /// <summary>Stores new trials, in the running transaction.</summary>
    public abstract Task InsertAsync(SherlockContext db, IEnumerable<TrialRecord> trials, CancellationToken cancellationToken);

    /// <summary>Stores a checkpoint's pieces as they come, in the running transaction; memory holds one at a time.</summary>
    public abstract Task InsertAsync(
        SherlockContext db, TrialId trial, long step, IAsyncEnumerable<byte[]> parts, CancellationToken cancellationToken);

    /// <summary>The clear error that <paramref name="exception"/> means, or null where it is none that a person can put right.</summary>
    public abstract SherlockException? Explain(Exception exception, string database);

    /// <summary>Whether the transaction met another one, or a connection that was broken before it began, and would succeed if it began anew at once.</summary>
    public abstract bool IsWorthRepeating(Exception exception);

    /// <summary>Lets go of pooled connections, if what happened on this one was that it broke.</summary>
    public virtual void ForgetBroken(DbConnection connection, Exception exception)
    {
    }

    /// <summary>
    /// Ends what silos have still open here that are gone: one that hangs keeps its connections, and with them its locks. Does nothing where silos have no names.
    /// </summary>
    public virtual Task EndSessionsAsync(SherlockContext db, IReadOnlyList<string> silos, CancellationToken cancellationToken) => Task.CompletedTask;
}
