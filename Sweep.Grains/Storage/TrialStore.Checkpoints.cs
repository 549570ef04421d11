using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class TrialStore
{
    /// <summary>The location of checkpoints whose bytes are in the database itself.</summary>
    public const string InDatabase = "database";

    private const int PartBytes = 1 << 20;

    /// <summary>
    /// Stores a checkpoint of an attempt, with or without its bytes, in one transaction, and keeps it and the best one, or the one
    /// before it. Safe to repeat, also late: a checkpoint that is older than the newest of its attempt is not stored again.
    /// </summary>
    /// <param name="content">
    /// The checkpoint's bytes, from the stream's current position, in a stream that can seek; null if they are kept elsewhere.
    /// </param>
    /// <returns>Stop if the attempt is over, and nothing was stored.</returns>
    /// <exception cref="UnreadableContentException">The bytes cannot be read, and nothing was stored.</exception>
    public Task<TrialDecision> SaveCheckpointAsync(
        TrialId id, int attempt, CheckpointInfo checkpoint, Stream? content, CancellationToken cancellationToken)
    {
        var begin = content?.Position ?? 0;
        return _session.WriteAsync(
            StoreOperation.Checkpoint,
            async db =>
            {
                if (await LockedTrial.TakeAsync(db, id, attempt, cancellationToken) is not { } locked) { return TrialDecision.Stop; }
                var now = _clock.GetUtcNow();
                locked.Touch(now);
                var kept = content is null ? checkpoint : checkpoint with { Location = InDatabase };
                var isNew = await CheckpointRows.KeepAsync(db, id, attempt, kept, locked.Row.BestStep, now, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                if (content is null || !isNew) { return locked.Decision; }

                // A transaction that is repeated starts from the same position.
                content.Position = begin;
                await db.Dialect.InsertAsync(db, id, kept.Step, PartsAsync(content, cancellationToken), cancellationToken);
                return locked.Decision;
            },
            cancellationToken);
    }

    /// <summary>A trial's checkpoints, newest first.</summary>
    public Task<IReadOnlyList<CheckpointInfo>> CheckpointsAsync(TrialId id, CancellationToken cancellationToken) =>
        _session.ReadAsync(db => CheckpointRows.AllAsync(db, id, cancellationToken), cancellationToken);

    /// <summary>Copies the bytes of a checkpoint in the database to a stream's current position, one part at a time.</summary>
    /// <param name="destination">A stream that can seek: if a connection breaks, its bytes are overwritten.</param>
    /// <returns>False if the database has no bytes of it.</returns>
    public Task<bool> ReadCheckpointAsync(TrialId id, long step, Stream destination, CancellationToken cancellationToken)
    {
        var begin = destination.Position;
        return _session.ReadAsync(
            async db =>
            {
                destination.SetLength(begin);
                destination.Position = begin;
                var (sweep, trial) = (id.SweepId, id.Number);
                var parts = db.CheckpointParts.Where(part => part.SweepId == sweep && part.Trial == trial && part.Step == step)
                    .OrderBy(part => part.Part)
                    .Select(part => part.Data)
                    .AsAsyncEnumerable();
                await foreach (var data in parts.WithCancellation(cancellationToken))
                {
                    await destination.WriteAsync(data, cancellationToken);
                }

                return destination.Position > begin;
            },
            cancellationToken);
    }

    private static async IAsyncEnumerable<byte[]> PartsAsync(Stream content, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var part = new byte[PartBytes];
            var read = await ReadAsync(content, part, cancellationToken);
            if (read > 0) { yield return read == PartBytes ? part : part[..read]; }
            if (read < PartBytes) { yield break; }
        }
    }

    /// <returns>The number of bytes that were read; fewer than the part's size at the end.</returns>
    private static async Task<int> ReadAsync(Stream content, byte[] part, CancellationToken cancellationToken)
    {
        try
        {
            return await content.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableContentException(exception.Message);
        }
    }
}
