using Sweep.Silo.Contracts;

namespace Sweep.Silo.Commands;

/// <summary>
/// Stores the log of an attempt while it runs, and at its end. A long log is stored less often. An error is logged, and neither holds up
/// the attempt nor makes it fail.
/// </summary>
internal sealed class LogKeeper(TrialContext trial, LogTail log, TimeProvider time)
{
    private const int BytesPerSecond = 64 << 10;

    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _last = TimeSpan.FromSeconds(10);

    private Task _storing = Task.CompletedTask;
    private long _storedAt = time.GetTimestamp();
    private long _written;
    private TimeSpan _interval = _shortest;

    /// <summary>Begins to store the log if that is due.</summary>
    public void Keep()
    {
        if (log.Written == _written || !_storing.IsCompleted || time.GetElapsedTime(_storedAt) < _interval) { return; }
        _storing = StoreAsync(CancellationToken.None);
    }

    /// <summary>Stores what is not stored yet. If the database is away, the end of the log is lost.</summary>
    public void End()
    {
        using var patience = new CancellationTokenSource(_last, time);
        try
        {
            _storing.Wait(patience.Token);
            if (log.Written != _written) { StoreAsync(patience.Token).Wait(patience.Token); }
        }
        catch (OperationCanceledException)
        {
            CommandLog.LostEnd(trial.Log, trial.Attempt);
        }
    }

    private async Task StoreAsync(CancellationToken cancellationToken)
    {
        var written = log.Written;
        var text = log.Read();
        try
        {
            await Task.Run(() => trial.StoreLog(text, cancellationToken), cancellationToken);
            _written = written;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            CommandLog.NotStored(trial.Log, trial.Attempt, exception.Message);
        }

        _storedAt = time.GetTimestamp();
        _interval = _shortest + TimeSpan.FromSeconds((double)text.Length / BytesPerSecond);
    }
}
