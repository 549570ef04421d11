using Sweep.Grains;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Trials;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Contracts;
using Sweep.Silo.EventFiles;
using Sweep.Silo.Retry;
using Sweep.Silo.Telemetry;

namespace Sweep.Silo.Slots;

/// <summary>
/// Runs one attempt from its assignment to its end. Training runs on the slot's thread; the reports go from here to the database and the
/// event files.
/// </summary>
internal sealed class AttemptRunner(
    IGrainFactory grains,
    AttemptStart start,
    ReportTurns turns,
    SlotOptions options,
    ICheckpointWriter checkpoints,
    EventFileWriters logs,
    GrainRetryPolicy retry,
    SlotTelemetry telemetry,
    AttemptLines lines,
    TimeProvider time)
{
    /// <summary>Makes a slot, which is idle at first.</summary>
    public Slot Open(int number) => new(number, new(number), telemetry.OpenClock());

    /// <summary>
    /// Ends when the trial has ended, was handed back, or belongs to another attempt. Only an exception that training itself throws is a
    /// failure of the trial. Every exception that this method throws is the slot's: the row is still Running, and the slot must not
    /// continue as if nothing had happened.
    /// </summary>
    /// <param name="requesting">How long the request took that brought the assignment.</param>
    /// <param name="stopping">Cancelled when the slot stops: it writes a checkpoint and hands the trial back to the queue.</param>
    /// <returns>
    /// Why the slot cannot train the trial although the trial is not at fault, for example because a disk is full; the trial was handed
    /// back. Null if it could.
    /// </returns>
    public async Task<SherlockException?> RunAsync(Slot slot, TrialAssignment assignment, TimeSpan requesting, CancellationToken stopping)
    {
        var begun = time.GetTimestamp();
        lines.Begin(assignment, slot.Number);
        using var stop = new AttemptStop(stopping);
        using var attempt = telemetry.Begin(assignment, requesting, slot.Clock);
        var reports = new ReportBuffer(
            assignment.Attempt, assignment.Schema, options.MostWaitingPoints, checkpoints.Discard,
            points => Merged(attempt, points), assignment.Checkpoint?.Step ?? 0);
        var training = new AttemptTraining(start, assignment, reports, options.CheckpointInterval, attempt, time);
        var grain = grains.GetGrain<ITrialGrain>(assignment.Trial.ToString());
        using var sender = new ReportSender(grain, assignment, reports, turns, stop, checkpoints, logs, retry, attempt, time);
        var trained = slot.Thread.RunAsync(() => training.Run(stop));
        try
        {
            var obstacle = await SendAsync(sender, reports, stop, trained) ?? training.Obstacle;
            if (!stop.IsAbandoned || obstacle is not null)
            {
                await sender.EndAsync(obstacle is null ? training.Outcome : null, obstacle is null && training.IsHeld, obstacle?.Message);
            }
            else
            {
                await sender.LeaveAsync();
            }

            var isOver = stop.IsAbandoned && obstacle is null;
            var outcome = obstacle is null ? training.Outcome : null;
            var word = attempt.End(outcome, training.IsHeld, isOver, obstacle?.Message);
            lines.End(assignment, slot.Number, word, time.GetElapsedTime(begun), obstacle?.Message ?? outcome?.Reason);
            return obstacle;
        }
        catch (Exception exception)
        {
            attempt.Fail(exception);
            lines.End(assignment, slot.Number, "error", time.GetElapsedTime(begun), FirstLine.Of(exception));
            throw;
        }
        finally
        {
            checkpoints.Release(assignment);
        }
    }

    private void Merged(AttemptTelemetry attempt, int points)
    {
        attempt.Merged(points);
        retry.NoteMerged();
    }

    /// <summary>Passes reports on until training has ended.</summary>
    /// <returns>The error that stopped the reports, if another silo may be able to store them.</returns>
    private async Task<SherlockException?> SendAsync(ReportSender sender, ReportBuffer reports, AttemptStop stop, Task trained)
    {
        try
        {
            await sender.RunAsync();
            return null;
        }
        catch (Exception exception)
        {
            // Reports can no longer be stored, so training further would be useless.
            stop.Abandon();
            reports.Close();
            if (!options.ErrorPolicy.GoesOnAfter(exception)) { throw; }
            return exception as SherlockException ?? new(OutageNotice.Explain(exception), SherlockException.OutOfReach, exception);
        }
        finally
        {
            await trained;
        }
    }
}
