using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Storage;

/// <summary>Stores the life cycle of sweeps. Every call is safe to repeat, and a sweep that is Completed or Cancelled stays so.</summary>
public sealed partial class SweepStore
{
    private readonly StoreSession _session;
    private readonly TimeProvider _clock;

    private readonly ITrialCosts? _costs;

    /// <param name="costs">Estimates what trials cost; null if no trainables are known here.</param>
    internal SweepStore(StoreSession session, TimeProvider clock, ITrialCosts? costs = null) =>
        (_session, _clock, _costs) = (session, clock, costs);

    /// <summary>Makes a store for a process that steers without a silo.</summary>
    public static SweepStore Over(SherlockDatabase database) => new(new(database.Contexts), database.Clock);

    /// <inheritdoc cref="SubmitAsync(Guid, SweepSpec, int, string?, CancellationToken)"/>
    public Task<bool> SubmitAsync(Guid id, SweepSpec spec, int priority, CancellationToken cancellationToken) =>
        SubmitAsync(id, spec, priority, by: null, cancellationToken);

    /// <summary>Stores a sweep and all of its trials in one transaction. A sweep that searches has none yet.</summary>
    /// <param name="by">The submitter, as in <see cref="SteeringRequest.By"/>.</param>
    /// <returns>False if the id exists already, and nothing was changed.</returns>
    public async Task<bool> SubmitAsync(Guid id, SweepSpec spec, int priority, string? by, CancellationToken cancellationToken)
    {
        var costs = await CostsAsync(spec, cancellationToken);
        return await _session.WriteAsync(
            StoreOperation.Submit,
            async db =>
            {
                await SweepLocks.TakeNamesAsync(db, cancellationToken);
                var sweeps = await db.Sweeps.Select(sweep => new { sweep.Id, sweep.Folder }).ToListAsync(cancellationToken);
                if (sweeps.Exists(sweep => sweep.Id == id)) { return false; }
                if (await db.Deletions.AnyAsync(row => row.SweepId == id, cancellationToken))
                {
                    throw new SherlockException($"The id {id:n} is that of a sweep that was deleted: take a new one.");
                }

                await PublishedAsync(db, spec, cancellationToken);
                var now = _clock.GetUtcNow();
                db.Sweeps.Add(new()
                {
                    Id = id,
                    Name = spec.Name,
                    Folder = FolderName.Free(spec.Name, sweeps.Select(sweep => sweep.Folder)),
                    Status = SweepStatus.Running,
                    IsSearching = DecidesLater(spec),
                    EarlyStopping = StoppingOf(spec),
                    Trainable = spec.Trainable.Name,
                    TrainableVersion = spec.Trainable.Version,
                    Corpus = spec.Corpus,
                    Objective = spec.Objective.Metric,
                    Goal = spec.Objective.Goal,
                    Spec = Json.Write(spec),
                    LongestFirst = costs.Length > 0,
                    Priority = priority,
                    CreatedAt = now,
                });
                db.Events.Add(new() { Time = now, SweepId = id, Kind = EventKind.Submitted, Text = spec.Name, By = by });
                await AddTrialsAsync(db, id, spec, costs, cancellationToken);
                return true;
            },
            cancellationToken);
    }

    /// <summary>A command that the sweep's file declares is published with the sweep; others are published by silos.</summary>
    private Task PublishedAsync(SherlockContext db, SweepSpec spec, CancellationToken cancellationToken) => spec.Command is null
        ? TrainableStore.RequireAsync(db, spec.Schema, cancellationToken)
        : TrainableStore.AddAsync(db, spec.Schema, replaces: true, _clock.GetUtcNow(), cancellationToken);

    private static async Task AddTrialsAsync(
        SherlockContext db, Guid id, SweepSpec spec, double?[] costs, CancellationToken cancellationToken)
    {
        // The sweep's row comes first, because the trials refer to it.
        await db.SaveChangesAsync(cancellationToken);
        if (spec.Search is not null) { return; }
        var trials = GridExpansion.Cells(spec).Select(
            cell => NewTrial(id, cell.Number, spec, cell, FirstLevel(spec), costs.ElementAtOrDefault(cell.Number - 1)));
        await db.Dialect.InsertAsync(db, trials, cancellationToken);
    }

    /// <summary>Whether the sweep has trials to propose or to promote, so that it does not end before that is decided.</summary>
    private static bool DecidesLater(SweepSpec spec) => spec.Search is not null || spec.Stop is { Holds: true };

    private static EarlyStopping StoppingOf(SweepSpec spec) => spec.Stop switch
    {
        null => EarlyStopping.None,
        { Holds: true } => EarlyStopping.Hold,
        _ => EarlyStopping.End,
    };

    /// <summary>A grid whose trials are held begins them one after the other, so that good ones can go on first.</summary>
    private static long? FirstLevel(SweepSpec spec) => spec.Stop is { Holds: true } ? 0 : null;

    /// <param name="until">See <see cref="TrialRecord.Until"/>.</param>
    /// <param name="cost">See <see cref="TrialRecord.Cost"/>.</param>
    internal static TrialRecord NewTrial(Guid id, int number, SweepSpec spec, TrialCell cell, long? until, double? cost) => new()
    {
        SweepId = id,
        Number = number,
        Hyperparameters = Json.Write(cell.Hyperparameters),
        CellHash = Json.Hash(spec.Schema, cell.Hyperparameters),
        Seed = cell.Seed,
        Until = until,
        Cost = cost,
    };
}
