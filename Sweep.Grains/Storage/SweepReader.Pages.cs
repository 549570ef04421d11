using Microsoft.EntityFrameworkCore;

namespace Sweep.Grains.Storage;

public sealed partial class SweepReader
{
    /// <summary>A page of a sweep's trials, which the database selects and orders.</summary>
    internal async Task<TrialPage> TrialPageAsync(Guid sweep, TrialQuery query, CancellationToken cancellationToken)
    {
        // The numbers alone are ordered first, because a sort of whole rows takes much longer. All of them are read, because the page
        // begins behind a trial, wherever it stands now.
        var all = await ReadAsync(
            db => TrialPages.Ordered(db, sweep, query).Select(trial => trial.Number).ToListAsync(cancellationToken), cancellationToken);
        var begin = query.After is { } before ? before.Next(all) : 0;
        var numbers = all.Skip(begin).Take(query.Most).ToList();
        var trials = await ReadTrialsAsync(
            db => SummariesAsync(
                db, db.Trials.Where(trial => trial.SweepId == sweep && numbers.Contains(trial.Number)), cancellationToken),
            cancellationToken);
        var places = numbers.Index().ToDictionary(one => one.Item, one => one.Index);
        var end = begin + numbers.Count;
        return new(
            [.. trials.OrderBy(trial => places[trial.Id.Number])],
            all.Count,
            numbers.Count > 0 && end < all.Count ? new(numbers[^1], end - 1) : null);
    }

    /// <inheritdoc/>
    public Task<CheckpointUse> CheckpointUseAsync(Guid sweep, CancellationToken cancellationToken) => ReadAsync(
        async db =>
        {
            var rows = db.Checkpoints.Where(row => row.SweepId == sweep);
            return new CheckpointUse(
                await rows.Select(row => row.Trial).Distinct().CountAsync(cancellationToken),
                await rows.SumAsync(row => row.Bytes, cancellationToken));
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrialAttempt>> AttemptsAsync(Guid sweep, int? trial, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<TrialAttempt>>(
            async db =>
            {
                var rows = await db.Attempts.Where(row => row.SweepId == sweep && (trial == null || row.Trial == trial))
                    .OrderBy(row => row.StartedAt).ThenBy(row => row.Trial).ThenBy(row => row.Number)
                    .ToListAsync(cancellationToken);
                return [
                    .. rows.Select(row => new TrialAttempt(
                        row.Trial, row.Number, row.Silo, row.FromStep, row.StartedAt, row.EndedAt, row.Outcome?.ToString(), row.Reason,
                        row.Processor)),
                ];
            },
            cancellationToken);

    /// <summary>The checkpoints of a trial that are kept, in ascending order of steps.</summary>
    internal Task<IReadOnlyList<KeptCheckpoint>> CheckpointsAsync(Guid sweep, int trial, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<KeptCheckpoint>>(
            async db => await db.Checkpoints.Where(row => row.SweepId == sweep && row.Trial == trial)
                .OrderBy(row => row.Step)
                .Select(row => new KeptCheckpoint(row.Step, row.Attempt, row.Bytes, row.Sha256, row.RecordedAt))
                .ToListAsync(cancellationToken),
            cancellationToken);

    /// <summary>The events of a sweep whose ids are above <paramref name="after"/>, in ascending order of ids.</summary>
    /// <param name="most">The most events in one page.</param>
    internal Task<IReadOnlyList<SweepEvent>> EventsAsync(Guid sweep, long after, int most, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<SweepEvent>>(
            async db => Events(await db.Events.Where(row => row.SweepId == sweep && row.Id > after)
                .OrderBy(row => row.Id)
                .Take(most)
                .ToListAsync(cancellationToken)),
            cancellationToken);

    /// <summary>The newest events of a sweep, in ascending order of ids.</summary>
    /// <param name="most">The most events.</param>
    internal Task<IReadOnlyList<SweepEvent>> NewestEventsAsync(Guid sweep, int most, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<SweepEvent>>(
            async db => Events(Enumerable.Reverse(await db.Events.Where(row => row.SweepId == sweep)
                .OrderByDescending(row => row.Id)
                .Take(most)
                .ToListAsync(cancellationToken))),
            cancellationToken);

    /// <summary>The highest id of the events of a sweep that happened before a time; 0 if none did.</summary>
    internal Task<long> LastEventAsync(Guid sweep, DateTimeOffset before, CancellationToken cancellationToken) =>
        ReadAsync(
            db => db.Events.Where(row => row.SweepId == sweep && row.Time < before)
                .OrderByDescending(row => row.Id)
                .Select(row => row.Id)
                .FirstOrDefaultAsync(cancellationToken),
            cancellationToken);

    private static List<SweepEvent> Events(IEnumerable<EventRecord> rows) =>
        [.. rows.Select(row => new SweepEvent(row.Id, row.Time, row.Trial, row.Kind.ToString(), row.Text, row.By))];
}

/// <summary>One execution of a trial, as readers see it.</summary>
/// <param name="FromStep">The step of the checkpoint that it continued from; 0 for the beginning.</param>
/// <param name="Outcome">How it ended; null while it runs.</param>
public sealed record TrialAttempt(
    int Trial, int Number, string Silo, long FromStep, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Outcome, string? Reason,
    string? Processor);

/// <summary>A checkpoint, as readers see it.</summary>
/// <param name="Sha256">In hexadecimal; null if none was computed.</param>
internal sealed record KeptCheckpoint(long Step, int Attempt, long Bytes, string? Sha256, DateTimeOffset RecordedAt);

/// <summary>Something that happened to a sweep or a trial.</summary>
/// <param name="Trial">Null if it is about the whole sweep.</param>
/// <param name="By">Who wanted it; null if it happened by itself.</param>
internal sealed record SweepEvent(long Id, DateTimeOffset Time, int? Trial, string Kind, string? Text, string? By);
