using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Storage;

public sealed partial class SweepStore
{
    /// <summary>
    /// Carries out a user's request once. The record of the request commits together with its changes, so a repetition, be it after a lost
    /// answer or at the same time, finds the record and gets the same answer.
    /// </summary>
    /// <param name="work">Returns the number of rows that it changed.</param>
    /// <exception cref="SherlockException">There is no such sweep or trial.</exception>
    private Task<int> OnceAsync(
        string verb,
        Guid id,
        SteeringRequest request,
        Func<SherlockContext, DateTimeOffset, Task<int>> work,
        CancellationToken cancellationToken) =>
        _session.WriteAsync(
            StoreOperation.Steer,
            async db =>
            {
                // Steering calls for one sweep take turns, so each sees what the one before it did.
                await SweepLocks.TakeAsync(db, id, cancellationToken);
                if (await AnswerAsync(db, verb, id, request, cancellationToken) is { } answer) { return answer; }
                await RequireAsync(db, id, request.Trial, cancellationToken);
                await RequireNotDeletedAsync(db, id, cancellationToken);
                var now = _clock.GetUtcNow();
                var changed = await work(db, now);
                db.Requests.Add(new() { Id = request.Id, SweepId = id, Verb = verb, Trial = request.Trial, Answer = changed, Time = now });
                await db.SaveChangesAsync(cancellationToken);
                return changed;
            },
            cancellationToken);

    /// <returns>What the request was answered before; null if it is new.</returns>
    /// <exception cref="SherlockException">Another request had its id.</exception>
    private static async Task<int?> AnswerAsync(
        SherlockContext db, string verb, Guid id, SteeringRequest request, CancellationToken cancellationToken)
    {
        var key = request.Id;
        if (await db.Requests.FirstOrDefaultAsync(row => row.Id == key, cancellationToken) is not { } before) { return null; }
        return before.SweepId == id && before.Verb == verb && before.Trial == request.Trial
            ? before.Answer
            : throw new SherlockException($"The id {key} was used for another request: take a new one.");
    }

    private static async Task NoteAsync(
        SherlockContext db, int changed, Guid id, SteeringRequest request, EventKind kind, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (changed == 0) { return; }
        db.Events.Add(new() { Time = now, SweepId = id, Trial = request.Trial, Kind = kind, By = request.By });
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task RequireAsync(SherlockContext db, Guid id, int? trial, CancellationToken cancellationToken)
    {
        if (!await db.Sweeps.AnyAsync(sweep => sweep.Id == id, cancellationToken))
        {
            throw new SherlockException($"There is no sweep with the id {id:n}: 'list' shows those that there are.");
        }

        if (trial is { } number && !await db.Trials.AnyAsync(row => row.SweepId == id && row.Number == number, cancellationToken))
        {
            var count = await db.Trials.CountAsync(row => row.SweepId == id, cancellationToken);
            throw new SherlockException($"The sweep has no trial {number}: its trials are numbered from 1 to {count}.");
        }
    }

    private static async Task RequireNotDeletedAsync(SherlockContext db, Guid id, CancellationToken cancellationToken)
    {
        var deleted = db.Deletions.Where(row => row.SweepId == id).Select(row => row.Folder);
        if (await deleted.SingleOrDefaultAsync(cancellationToken) is { } folder)
        {
            throw new SherlockException($"'{folder}' is being deleted: 'submit' (or 'run --new') its grid to train it again.");
        }
    }
}
