using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Logs;

/// <summary>A trial's files in an export. They are open while the trial runs and is followed, and only then: there may be thousands.</summary>
internal sealed class ExportedTrial(string folder, ExportVectors vectors, TimeProvider time, ILogger logger) : IDisposable
{
    private ReplayedLog? _open;
    private long _step;
    private long _shown;
    private bool _isBegun;

    /// <summary>Whether it has ended, and all of it is written.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Writes what the database has more, and the trial's end if it has one.</summary>
    /// <param name="stays">Whether more will follow while it runs.</param>
    public async Task WriteAsync(SweepReader reader, TrialAssignment assignment, TrialSummary trial, bool stays, CancellationToken cancellationToken)
    {
        var isWritten = false;
        try
        {
            _open ??= await OpenAsync(assignment, trial, cancellationToken);
            await ShowAsync(_open, trial, cancellationToken);
            await _open.CatchUpAsync(reader, long.MaxValue, cancellationToken);
            if (trial.Status.IsFinal()) { _open.End(trial.Status, trial.Reason, trial.FinishedAt); }
            _open.Log.Flush();
            isWritten = !_open.Log.IsLost;
            IsComplete = isWritten && trial.Status.IsFinal();
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

    /// <summary>What an earlier export left stays until the new files have all that there was to write.</summary>
    private void Settle(bool isWritten)
    {
        if (_open is null) { return; }
        if (isWritten && !_isBegun) { _open.RemoveEarlier(); }
        if (isWritten || _isBegun)
        {
            (_isBegun, _step) = (true, _open.Step);
            return;
        }

        _open.Discard();
        _open = null;
    }

    private async Task<ReplayedLog> OpenAsync(TrialAssignment assignment, TrialSummary trial, CancellationToken cancellationToken)
    {
        var first = await vectors.ReadAsync(trial, cancellationToken);
        _shown = trial.Checkpoint?.Step ?? 0;
        return ReplayedLog.Open(folder, assignment, _step, trial.StartedAt, new(first), time, logger);
    }

    private async Task ShowAsync(ReplayedLog log, TrialSummary trial, CancellationToken cancellationToken)
    {
        if (trial.Checkpoint is not { } newest || newest.Step <= _shown) { return; }
        if (await vectors.ReadAsync(trial, cancellationToken) is { } words) { log.Log.Show(words); }
        _shown = newest.Step;
    }
}
