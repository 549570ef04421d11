using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>Reads sweeps and trials from the database, with or without a live cluster. Each call is one short snapshot.</summary>
public sealed partial class SweepReader : ISweepReader
{
    private readonly IDbContextFactory<SherlockContext> _contexts;
    private readonly Func<bool>? _isFree;

    internal SweepReader(IDbContextFactory<SherlockContext> contexts, Func<bool>? isFree = null) =>
        (_contexts, _isFree) = (contexts, isFree);

    /// <summary>Makes a reader for a process without a silo.</summary>
    /// <param name="isFree">
    /// Whether no process trains now. If so, rows that are still marked Running are read as paused sweeps and pending trials. Null: a
    /// process trains.
    /// </param>
    public static SweepReader Over(SherlockDatabase database, Func<bool>? isFree = null) => new(database.Contexts, isFree);

    /// <inheritdoc/>
    public async Task<SweepSummary> FindAsync(string text, CancellationToken cancellationToken) =>
        SweepSearch.Find(await ListAsync(cancellationToken), text);

    /// <inheritdoc/>
    public async Task<SweepSummary> SummaryAsync(Guid sweep, CancellationToken cancellationToken) =>
        await TryFindAsync(sweep, cancellationToken) ?? throw Missing(sweep);

    /// <inheritdoc/>
    public async Task<SweepSummary?> TryFindAsync(Guid sweep, CancellationToken cancellationToken) =>
        (await SettledAsync(
            () => ReadSummaryAsync(sweep, cancellationToken),
            AbandonedRows.IsRunning,
            (rows, found) => rows.Settle(found),
            cancellationToken))
            .SingleOrDefault();

    private Task<IReadOnlyList<SweepSummary>> ReadSummaryAsync(Guid sweep, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<SweepSummary>>(
            async db =>
            {
                var row = await db.Sweeps.SingleOrDefaultAsync(owner => owner.Id == sweep, cancellationToken);
                if (row is null) { return []; }
                var counts = await db.Trials.Where(trial => trial.SweepId == sweep)
                    .GroupBy(trial => trial.Status)
                    .Select(group => new { Status = group.Key, Count = group.Count() })
                    .ToListAsync(cancellationToken);
                var schema = await db.SchemaAsync(row, cancellationToken);

                // While a trial runs, a silo trains the sweep. So a view of a sweep that trains asks for no silos.
                var isIdle = row.Status is SweepStatus.Running && counts.All(count => count.Status is not TrialStatus.Running);
                var trained = isIdle ? await SiloTrainables.ReadAsync(db, cancellationToken) : null;
                var summary = Rows.Summary(row, schema, counts.Select(count => (count.Status, count.Count)), trained);
                return [summary with { Obstacle = await SearchObstacles.ReadAsync(db, summary, cancellationToken) }];
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrialSummary>> TrialsAsync(Guid sweep, CancellationToken cancellationToken) =>
        ReadTrialsAsync(
            db => SummariesAsync(db, db.Trials.Where(trial => trial.SweepId == sweep).OrderBy(trial => trial.Number), cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrialSummary>> ChangedAsync(Guid sweep, IReadOnlyCollection<int> known, CancellationToken cancellationToken)
    {
        var numbers = known.ToList();
        return ReadTrialsAsync(
            db => SummariesAsync(
                db,
                db.Trials.Where(trial => trial.SweepId == sweep
                        && (trial.Status == TrialStatus.Running
                            || (trial.Status == TrialStatus.Pending && trial.Reason != null)
                            || numbers.Contains(trial.Number)))
                    .OrderBy(trial => trial.Number),
                cancellationToken),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrialSummary>> BestAsync(Guid sweep, int? top, CancellationToken cancellationToken)
    {
        var most = top ?? int.MaxValue;

        // Only the view has the rule of the ranking.
        return ReadTrialsAsync(
            db => SummariesAsync(
                db,
                from owner in db.Sweeps
                join ranked in db.RankedTrials on owner.Folder equals ranked.Sweep
                join trial in db.Trials on new { SweepId = owner.Id, Number = ranked.Trial } equals new { trial.SweepId, trial.Number }
                where owner.Id == sweep && ranked.Rank <= most
                orderby ranked.Rank
                select trial,
                cancellationToken),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<MetricPage> MetricsAsync(
        Guid sweep, MetricCursor cursor, IReadOnlyCollection<int>? among, int most, CancellationToken cancellationToken) =>
        ReadAsync(db => MetricPages.PageAsync(db, sweep, cursor, among, most, MetricPages.MostRows, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<MetricCursor> EndOfMetricsAsync(Guid sweep, CancellationToken cancellationToken) =>
        ReadAsync(db => MetricPages.EndAsync(db, sweep, cancellationToken), cancellationToken);

    private static SherlockException Missing(Guid sweep) =>
        new($"There is no sweep with the id {sweep:n}: 'list' shows those that there are.");

    private static async Task<IReadOnlyList<TrialSummary>> SummariesAsync(
        SherlockContext db, IQueryable<TrialRecord> query, CancellationToken cancellationToken)
    {
        var rows = await query
            .Select(trial => new
            {
                Trial = trial,
                Sweep = db.Sweeps.Where(sweep => sweep.Id == trial.SweepId)
                    .Select(sweep => new { sweep.Objective, sweep.Trainable, sweep.TrainableVersion })
                    .Single(),
                Checkpoint = db.Checkpoints.Where(row => row.SweepId == trial.SweepId && row.Trial == trial.Number)
                    .OrderByDescending(row => row.Step)
                    .FirstOrDefault(),
                Best = db.Checkpoints.FirstOrDefault(
                    row => row.SweepId == trial.SweepId && row.Trial == trial.Number && row.Step == trial.BestStep),
            })
            .ToListAsync(cancellationToken);
        var processors = await AttemptProcessors.ReadAsync(db, [.. rows.Select(row => row.Trial)], cancellationToken);
        var trials = new List<TrialSummary>();
        foreach (var row in rows)
        {
            var schema = await db.SchemaAsync(new TrainableId(row.Sweep.Trainable, row.Sweep.TrainableVersion), cancellationToken);
            trials.Add(Rows.Summary(row.Trial, schema, CheckpointRows.Info(row.Checkpoint), row.Sweep.Objective) with
            {
                BestCheckpoint = CheckpointRows.Info(row.Best),
                Processors = [.. processors[(row.Trial.SweepId, row.Trial.Number)]],
            });
        }

        return trials;
    }

    private Task<IReadOnlyList<TrialSummary>> ReadTrialsAsync(
        Func<SherlockContext, Task<IReadOnlyList<TrialSummary>>> read, CancellationToken cancellationToken) =>
        SettledAsync(
            () => ReadAsync(read, cancellationToken), AbandonedRows.IsRunning, (rows, trial) => rows.Settle(trial), cancellationToken);

    private async Task<IReadOnlyList<T>> SettledAsync<T>(
        Func<Task<IReadOnlyList<T>>> read, Func<T, bool> isRunning, Func<AbandonedRows, T, T> settle, CancellationToken cancellationToken)
    {
        var rows = await read();
        if (_isFree is null || !rows.Any(isRunning) || !_isFree()) { return rows; }

        // The lock was free both before and after these rows were read, so no process trained, and their content cannot be about to change.
        rows = await read();
        var abandoned = await ReadAsync(db => AbandonedRows.ReadAsync(db, cancellationToken), cancellationToken);
        return _isFree() ? [.. rows.Select(row => settle(abandoned, row))] : rows;
    }

    private Task<T> ReadAsync<T>(Func<SherlockContext, Task<T>> read, CancellationToken cancellationToken) => StoreRetry.RunAsync(
        _contexts,
        db =>
        {
            db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            return read(db);
        },
        cancellationToken);
}
