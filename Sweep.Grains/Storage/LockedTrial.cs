using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>
/// A trial that is locked until the transaction ends, with the state of its sweep. Changes to the row are saved with the context.
/// </summary>
internal sealed record LockedTrial(
    TrialRecord Row, Objective Objective, SweepStatus Sweep, TrainableSchema Schema, EarlyStopping EarlyStopping)
{
    /// <summary>How far apart silos may be in what they take for the database's time.</summary>
    private static readonly TimeSpan _clockError = TimeSpan.FromSeconds(5);

    /// <summary>What the trial's slot has to do, if its attempt runs.</summary>
    public TrialDecision Decision => Sweep is SweepStatus.Paused || Row.PauseRequested ? TrialDecision.HandBack : TrialDecision.Continue;

    public TrialId Id => new(Row.SweepId, Row.Number);

    /// <summary>Locks a trial; null if it does not exist.</summary>
    public static async Task<LockedTrial?> TakeAsync(SherlockContext db, TrialId id, CancellationToken cancellationToken)
    {
        var (sweepId, number) = (id.SweepId, id.Number);
        var trials = db.Trials.TagWith(db.Dialect.LockTag).Where(trial => trial.SweepId == sweepId && trial.Number == number);
        var found = await WithSweep(db, trials).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : await OfAsync(db, found, cancellationToken);
    }

    /// <summary>Locks those of a sweep's trials that no other transaction has locked.</summary>
    public static async Task<IReadOnlyList<LockedTrial>> TakeFreeAsync(
        SherlockContext db, Guid sweep, List<int> numbers, CancellationToken cancellationToken)
    {
        var trials = db.Trials.TagWith(db.Dialect.LockFreeTag)
            .Where(trial => trial.SweepId == sweep && numbers.Contains(trial.Number));
        var locked = new List<LockedTrial>();
        foreach (var found in await WithSweep(db, trials).ToListAsync(cancellationToken))
        {
            locked.Add(await OfAsync(db, found, cancellationToken));
        }

        return locked;
    }

    /// <summary>Locks a trial if this attempt of it runs, which every write of an attempt requires. Null if the attempt is over.</summary>
    public static async Task<LockedTrial?> TakeAsync(SherlockContext db, TrialId id, int attempt, CancellationToken cancellationToken) =>
        await TakeAsync(db, id, cancellationToken) is { } locked && locked.IsRunning(attempt) ? locked : null;

    public bool IsRunning(int attempt) => Row.Attempt == attempt && Row.Status is TrialStatus.Running;

    /// <summary>
    /// The time of a sign of life. Silos read the database's clock at different moments, and each time a little wrong, so the next one of a
    /// trial may seem earlier than its last one. A clock that was set back by more counts: by it the next silence is measured.
    /// </summary>
    public DateTimeOffset NotBefore(DateTimeOffset now) =>
        Row.ReportedAt is { } last && now < last && last - now < _clockError ? last : now;

    /// <summary>Adds the time since the last sign of life, and notes a new one.</summary>
    public void Touch(DateTimeOffset now)
    {
        var time = NotBefore(now);
        Row.Seconds += TrialProgress.Elapsed(Row.ReportedAt, time);
        Row.ReportedAt = time;
    }

    private static IQueryable<Found> WithSweep(SherlockContext db, IQueryable<TrialRecord> trials) => trials.Join(
        db.Sweeps,
        trial => trial.SweepId,
        sweep => sweep.Id,
        (trial, sweep) => new Found
        {
            Trial = trial,
            Objective = sweep.Objective,
            Goal = sweep.Goal,
            Status = sweep.Status,
            Trainable = sweep.Trainable,
            TrainableVersion = sweep.TrainableVersion,
            EarlyStopping = sweep.EarlyStopping,
        });

    private static async Task<LockedTrial> OfAsync(SherlockContext db, Found found, CancellationToken cancellationToken)
    {
        var schema = await db.SchemaAsync(new TrainableId(found.Trainable, found.TrainableVersion), cancellationToken);
        return new(found.Trial, new(found.Objective, found.Goal), found.Status, schema, found.EarlyStopping);
    }

    private sealed record Found
    {
        public required TrialRecord Trial { get; init; }

        public required string Objective { get; init; }

        public required Goal Goal { get; init; }

        public required SweepStatus Status { get; init; }

        public required string Trainable { get; init; }

        public required string TrainableVersion { get; init; }

        public required EarlyStopping EarlyStopping { get; init; }
    }
}
