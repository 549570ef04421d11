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

        // First: training that nobody listens to would fill the channel and hold the thread for ever.
        using var log = await logs.OpenAsync(assignment);
        var reports = Channel.CreateBounded<TrialReport>(Unsent);
        using var abandoned = new CancellationTokenSource();
        var training = new AttemptTraining(trainable, assignment, reports.Writer, options.CheckpointInterval, time);
        var trained = thread.RunAsync(() => training.Run(stopping, abandoned.Token));
        try
        {
            await PumpAsync(trial, reports.Reader, log, abandoned);
        }
        catch
        {
            // Reports can no longer be stored: training on would be for nothing.
            await abandoned.CancelAsync();
            await DrainAsync(reports.Reader);
            throw;
        }
        finally
        {
            await trained;
        }

        if (!abandoned.IsCancellationRequested)
        {
            await EndAsync(trial, assignment.Attempt, training.Outcome, log);
        }

        if (training.Obstacle is { } obstacle)
        {
            throw obstacle;
        }
    }

    private async Task PumpAsync(ITrialGrain trial, ChannelReader<TrialReport> reports, TrialLog log, CancellationTokenSource abandoned)
    {
        while (await reports.WaitToReadAsync())
        {
            while (Next(reports) is { } report)
            {
                if (abandoned.IsCancellationRequested)
                {
                    continue;
                }

                if (await trial.ReportAsync(report) is TrialDecision.Stop)
                {
                    await abandoned.CancelAsync();
                    continue;
                }

                log.Write(report.Points);
                if (report.Checkpoint is { } checkpoint)
                {
                    log.Flush();
                    _checkpoints.Trim(checkpoint);
                }
            }
        }
    }

    private static async Task EndAsync(ITrialGrain trial, int attempt, TrialOutcome? outcome, TrialLog log)
    {
        if (outcome is null)
        {
            await trial.HandBackAsync(attempt);
            return;
        }

        // A failed attempt may be followed by another; only the trial's own end is told to the files.
        if (await trial.FinishAsync(attempt, outcome) is { } status && status.IsFinal())
        {
            log.End(status);
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
