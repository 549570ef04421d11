using System.Threading.Channels;
using Sweep.Grains;
using Sweep.Grains.Trials;
using Sweep.Silo.TensorBoard;
using Sweep.Silo.Training;

namespace Sweep.Silo.Slots;

/// <summary>
/// Carries one attempt from claim to end: training runs on the slot's thread, and what it reports goes from here to the trial's grain (which stores it),
/// then to the event files. An attempt that is told to stop writes nothing more.
/// </summary>
internal sealed class AttemptRunner(IGrainFactory grains, ITrainable trainable, SlotOptions options, SweepLogs logs, TimeProvider time)
{
    // Enough that training does not wait for one slow write, few enough that little is unsaved.
    private const int Unsent = 64;

    private readonly CheckpointFolder _checkpoints = new(options.CheckpointsFolder);

    /// <summary>
    /// Ends when the trial has ended, was handed back, or is another attempt's. Only what training itself throws is a failure of the trial; every exception
    /// from here is the slot's: the row is still Running, and the slot must not go on as if nothing had happened.
    /// </summary>
    /// <param name="stopping">The slot stops: checkpoint, and back to the queue.</param>
    /// <exception cref="SherlockException">The slot cannot train: its database or its disk does not let it.</exception>
    public async Task RunAsync(SlotThread thread, TrialAssignment assignment, CancellationToken stopping)
    {
        var trial = grains.GetGrain<ITrialGrain>(assignment.Trial.ToString());
        var reports = Channel.CreateBounded<TrialReport>(Unsent);
        using var abandoned = new CancellationTokenSource();
        var training = new AttemptTraining(trainable, assignment, reports.Writer, options.CheckpointInterval, time);
        var trained = thread.RunAsync(() => training.Run(stopping, abandoned.Token));
        using var log = await ListenAsync(trial, assignment, reports.Reader, trained, abandoned);
        if (!abandoned.IsCancellationRequested)
        {
            await EndAsync(trial, assignment.Attempt, training.Outcome, log);
        }

        if (training.Obstacle is { } obstacle)
        {
            throw obstacle;
        }
    }

    /// <summary>Passes reports on until training has ended.</summary>
    /// <returns>The attempt's event files; null where training never began.</returns>
    private async Task<TrialLog?> ListenAsync(
        ITrialGrain trial, TrialAssignment assignment, ChannelReader<TrialReport> reports, Task trained, CancellationTokenSource abandoned)
    {
        TrialLog? log = null;
        try
        {
            if (await reports.WaitToReadAsync() && reports.TryPeek(out var first))
            {
                log = await logs.OpenAsync(StartingAt(assignment, first.Step));
                await PumpAsync(trial, reports, log, abandoned);
            }

            return log;
        }
        catch
        {
            // Reports can no longer be stored: training on would be for nothing, and would wait for room in the channel for ever.
            log?.Dispose();
            await abandoned.CancelAsync();
            await DrainAsync(reports);
            throw;
        }
        finally
        {
            await trained;
        }
    }

    /// <summary>The assignment as it came to be: training may have begun at an earlier checkpoint than the newest.</summary>
    private static TrialAssignment StartingAt(TrialAssignment assignment, long step) =>
        assignment with { Checkpoint = step == 0 ? null : assignment.Checkpoint! with { Step = step } };

    private async Task PumpAsync(ITrialGrain trial, ChannelReader<TrialReport> reports, TrialLog log, CancellationTokenSource abandoned)
    {
        while (await reports.WaitToReadAsync())
        {
            while (Next(reports) is { } report)
            {
                if (!abandoned.IsCancellationRequested && !await StoreAsync(trial, report, log))
                {
                    await abandoned.CancelAsync();
                }
            }
        }
    }

    /// <summary>Stores points, then a checkpoint: nobody goes on from a checkpoint whose points are not in the database and in the files.</summary>
    /// <returns>False if the attempt is over.</returns>
    private async Task<bool> StoreAsync(ITrialGrain trial, TrialReport report, TrialLog log)
    {
        var bringsPoints = report.Checkpoint is null || !report.Points.IsEmpty;
        if (bringsPoints && await trial.ReportAsync(report with { Checkpoint = null }) is TrialDecision.Stop)
        {
            return false;
        }

        log.Write(report.Points);
        if (report.Checkpoint is not { } checkpoint)
        {
            return true;
        }

        log.Flush();
        if (await trial.ReportAsync(report with { Points = [] }) is TrialDecision.Stop)
        {
            return false;
        }

        _checkpoints.Trim(checkpoint);
        return true;
    }

    private static async Task EndAsync(ITrialGrain trial, int attempt, TrialOutcome? outcome, TrialLog? log)
    {
        if (outcome is null)
        {
            await trial.HandBackAsync(attempt);
            return;
        }

        // A failed attempt may be followed by another; only the trial's own end is told to the files.
        if (await trial.FinishAsync(attempt, outcome) is { } status && status.IsFinal())
        {
            log?.End(status);
        }
    }

    /// <summary>All that waits, as one report: a slow store gets few large writes. A report with a checkpoint ends one.</summary>
    private static TrialReport? Next(ChannelReader<TrialReport> reports)
    {
        if (!reports.TryRead(out var first))
        {
            return null;
        }

        var points = first.Points.ToBuilder();
        var last = first;
        while (last.Checkpoint is null && reports.TryRead(out var next))
        {
            points.AddRange(next.Points);
            last = next;
        }

        return ReferenceEquals(last, first) ? first : last with { Points = points.ToImmutable() };
    }

    private static async Task DrainAsync(ChannelReader<TrialReport> reports)
    {
        await foreach (var _ in reports.ReadAllAsync())
        {
        }
    }
}
