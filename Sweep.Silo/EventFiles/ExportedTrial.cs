using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// A trial's files in an export. They are open while the trial runs and is followed, and only then: there may be thousands.
/// </summary>
/// <param name="fault">Called with one line if a file cannot be written.</param>
internal sealed class ExportedTrial(
    string folder, EventFileContent content, ExportVectors vectors, TimeProvider time, Action<string> fault) : IDisposable
{
    private ReplayedEventFile? _open;
    private (TrialStatus Status, int Attempts, long Step, long? Checkpoint)? _written;
    private long _step;
    private long _shown;
    private bool _isBegun;

    /// <summary>Whether the trial has ended, and everything is written.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>
    /// Whether the trial waits or has ended, and has not changed since everything was written, so that another file would add nothing.
    /// </summary>
    public bool IsUpToDate(TrialSummary trial) => trial.Status is not TrialStatus.Running && _written == State(trial);

    /// <summary>Writes what is new in the database, and the trial's end if it has one.</summary>
    /// <param name="stays">Whether more will follow while the trial runs.</param>
    public async Task WriteAsync(
        ISweepReader reader, TrialAssignment assignment, TrialSummary trial, bool stays, CancellationToken cancellationToken)
    {
        var isWritten = false;
        try
        {
            _open ??= await OpenAsync(assignment, trial, cancellationToken);
            await ShowAsync(_open, assignment, trial, cancellationToken);
            await _open.CatchUpAsync(reader, long.MaxValue, cancellationToken);
            if (trial.Status.IsFinal()) { _open.End(trial.Status, trial.Reason, trial.FinishedAt); }
            _open.Log.Flush();
            isWritten = !_open.Log.IsLost;
            (_written, IsComplete) = (isWritten ? State(trial) : null, isWritten && trial.Status.IsFinal());
        }
        finally
        {
            Settle(isWritten);
            if (!stays || trial.Status is not TrialStatus.Running) { Dispose(); }
        }
    }

    public void Dispose()
    {
        _open?.Dispose();
        _open = null;
    }

    private static (TrialStatus Status, int Attempts, long Step, long? Checkpoint) State(TrialSummary trial) =>
        (trial.Status, trial.Attempts, trial.Step, trial.Checkpoint?.Step);

    /// <summary>Keeps what an earlier export left until the new files have everything that there was to write.</summary>
    private void Settle(bool isWritten)
    {
        if (_open is null) { return; }
        if (!isWritten) { _open.Log.Flush(); }
        if (isWritten && !_isBegun) { _open.RemoveEarlier(); }
        if (isWritten || (_isBegun && !_open.Log.IsLost))
        {
            (_isBegun, _step) = (true, _open.Step);
            return;
        }

        // It is unknown what a lost file has, so the next one starts from the beginning. Complete files of this export stay until then.
        if (!_isBegun) { _open.Discard(); }
        Dispose();
        (_isBegun, _step) = (false, 0);
    }

    private async Task<ReplayedEventFile> OpenAsync(TrialAssignment assignment, TrialSummary trial, CancellationToken cancellationToken)
    {
        LiveFiles.RequireNone(folder, assignment.Folder, assignment.Trial.Number);
        RunNames.Rename(content.FolderOf(folder, assignment), assignment.Trial.Number);
        var first = await vectors.ReadAsync(assignment.Schema.Id, trial, cancellationToken);
        _shown = trial.Checkpoint?.Step ?? 0;
        return ReplayedEventFile.Open(folder, assignment, _step, trial.StartedAt, content with { Vectors = first }, time, fault);
    }

    private async Task ShowAsync(
        ReplayedEventFile log, TrialAssignment assignment, TrialSummary trial, CancellationToken cancellationToken)
    {
        if (trial.Checkpoint is not { } newest || newest.Step <= _shown) { return; }
        if (await vectors.ReadAsync(assignment.Schema.Id, trial, cancellationToken) is { } words) { log.Log.Show(words); }
        _shown = newest.Step;
    }
}
