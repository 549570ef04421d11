using Sweep.Grains.Scheduling;
using Sweep.Grains.Trials;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.EventFiles;
using Sweep.Silo.Retry;
using Sweep.Silo.Telemetry;

namespace Sweep.Silo.Slots;

/// <summary>
/// The other half of an attempt: passes reports on to the trial's grain, which stores them, then to the event files, and then stores the
/// checkpoint. An attempt that is told to stop writes nothing more.
/// </summary>
internal sealed class ReportSender(
    ITrialGrain trial,
    TrialAssignment assignment,
    ReportBuffer reports,
    ReportTurns turns,
    AttemptStop stop,
    ICheckpointWriter checkpoints,
    EventFileWriters logs,
    GrainRetryPolicy retry,
    AttemptTelemetry telemetry,
    TimeProvider time) : IDisposable
{
    // Often enough that an attempt that is over learns of it soon, however long its steps are, and that a silent attempt is known to be
    // lost.
    private static readonly TimeSpan _signOfLife = TimeSpan.FromSeconds(1);

    private readonly BestPoint _best = new(assignment.Objective, assignment.Best);
    private AttemptEventFile? _log;

    /// <summary>Ends when training has ended and everything is reported, or when the attempt is over.</summary>
    public async Task RunAsync()
    {
        while (await reports.NextAsync(_signOfLife, time, turns) is { } report)
        {
            await StoreAsync(report);
        }
    }

    /// <summary>Reports how the attempt ended; null hands the trial back, unless it is held.</summary>
    /// <param name="isHeld">Whether the attempt has reached the level of its assignment.</param>
    /// <param name="reason">Why the trial is handed back, if it could not be trained here.</param>
    public async Task EndAsync(TrialOutcome? outcome, bool isHeld, string? reason)
    {
        if (isHeld)
        {
            if (await retry.TellAsync(() => trial.HoldAsync(assignment.Attempt)) is not null) { _log?.Hold(); }
            return;
        }

        if (outcome is null)
        {
            await retry.TellAsync(async () =>
            {
                await trial.HandBackAsync(assignment.Attempt, reason);
                return true;
            });
            return;
        }

        // A failed attempt may be followed by another, so only the trial's own end is written to the files.
        if (await retry.TellAsync(() => trial.FinishAsync(assignment.Attempt, outcome)) is { } status && status.IsFinal())
        {
            // If the attempt failed before it began, this is all that its files show.
            if (status is TrialStatus.Failed or TrialStatus.Diverged) { await OpenLogAsync(); }
            _log?.End(status, outcome.Reason);
        }
    }

    /// <summary>
    /// Ends an attempt that was told to stop. If its trial has ended, for example because a user cancelled it, the files say so.
    /// </summary>
    public async Task LeaveAsync()
    {
        if (_log is not null && await logs.EndOfAsync(assignment) is { } trial) { _log.End(trial.Status, trial.Reason); }
    }

    public void Dispose() => _log?.Dispose();

    /// <summary>
    /// Stores points, then a checkpoint. No attempt continues from a checkpoint whose points are not in the database and in the files.
    /// </summary>
    private async Task StoreAsync(TrialReport report)
    {
        // Before training begins, its first step is unknown.
        if (reports.BeganAt is not null) { await OpenLogAsync(); }
        var bringsNews = report.Checkpoint is null || !report.Points.IsEmpty || !report.Summaries.IsDefaultOrEmpty;
        if (bringsNews && !Heed(await retry.TellAsync(() => trial.ReportAsync(report with { Checkpoint = null }))))
        {
            Discard(report.Checkpoint);
            return;
        }

        _best.Note(report.Points);
        telemetry.Stored(report.Points.Length);
        if (_log is not null) { await _log.WriteAsync(report.Points, report.Summaries); }
        if (reports.TakeVectors() is { } vectors) { _log?.Show(vectors); }
        if (report.Checkpoint is null) { return; }
        _log?.Flush();
        var isKept = Heed(await telemetry.StoreAsync(report.Checkpoint.Step, () => retry.TellAsync(
            () => checkpoints.KeepAsync(trial, assignment.Trial, report with { Points = [], Summaries = [] }))));
        if (isKept) { checkpoints.Tidy(report.Checkpoint, _best.Step); }
        else { Discard(report.Checkpoint); }
    }

    private async Task OpenLogAsync() =>
        _log ??= await logs.OpenAsync(StartingAt(reports.BeganAt ?? assignment.Checkpoint?.Step ?? 0), reports.TakeVectors());

    private void Discard(CheckpointInfo? checkpoint)
    {
        if (checkpoint is not null) { checkpoints.Discard(checkpoint); }
    }

    /// <returns>False if the attempt is over.</returns>
    private bool Heed(TrialDecision decision)
    {
        switch (decision)
        {
            case TrialDecision.Stop:
                stop.Abandon();
                reports.Close();
                return false;
            case TrialDecision.HandBack:
                stop.HandBack();
                return true;
            default:
                return true;
        }
    }

    /// <summary>
    /// The assignment with the checkpoint that was used: training may have begun at an earlier checkpoint than the newest.
    /// </summary>
    private TrialAssignment StartingAt(long step) =>
        assignment with { Checkpoint = step == 0 ? null : assignment.Checkpoint! with { Step = step } };
}
