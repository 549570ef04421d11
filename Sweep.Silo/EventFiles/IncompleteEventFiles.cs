using Sweep.Grains.Trials;
using Sweep.Silo.Telemetry;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// Tracks the trials of this silo whose event files have gaps. If a folder cannot be written, that is logged once and not for each of
/// thousands of trials, and once when everything is complete again.
/// </summary>
internal sealed partial class IncompleteEventFiles(ILogger logger)
{
    /// <summary>The number of ended trials whose files are still checked.</summary>
    private const int MostEnded = 10_000;

    private readonly Lock _lock = new();
    private readonly HashSet<TrialId> _lost = [];
    private readonly Dictionary<TrialId, EndedEventFile> _toRestore = [];
    private readonly OrderedDictionary<TrialId, EndedEventFile> _ended = [];
    private TaskCompletionSource _loss = NewSignal();
    private bool _isSaid;

    /// <summary>Completes when something is lost.</summary>
    public Task Loss
    {
        get
        {
            lock (_lock) { return _loss.Task; }
        }
    }

    /// <summary>Notes that a trial's files cannot be written. Each loss is counted, but only the first of many is logged.</summary>
    public void Lose(TrialId trial, string problem)
    {
        EventFileErrors.Count();
        lock (_lock)
        {
            _loss.TrySetResult();
            _lost.Add(trial);
            if (_isSaid) { return; }
            _isSaid = true;
        }

        LogLost(logger, problem);
    }

    /// <summary>
    /// Logs that files that were complete are gone although their trial was not retried elsewhere, which would explain it. This is a loss
    /// like any other.
    /// </summary>
    public void SayGone(EndedEventFile ended)
    {
        lock (_lock)
        {
            if (_isSaid) { return; }
            _isSaid = true;
        }

        EventFileErrors.Count();
        LogGone(logger, ended.Trial.Number, ended.Path);
    }

    /// <summary>Notes that an attempt begins here, which from now on takes care of the trial's files.</summary>
    public void Begin(TrialId trial)
    {
        lock (_lock)
        {
            _ended.Remove(trial);
            _toRestore.Remove(trial);
        }
    }

    /// <summary>Notes that a trial's files are complete, or are no longer this silo's task.</summary>
    public void Forget(TrialId trial)
    {
        lock (_lock)
        {
            _toRestore.Remove(trial);
            if (!_lost.Remove(trial) || _lost.Count > 0) { return; }
            _loss = NewSignal();
            if (!_isSaid) { return; }
            _isSaid = false;
        }

        LogComplete(logger);
    }

    /// <summary>Notes that a trial has ended. If its files have gaps, no other process fills them.</summary>
    public void End(EndedEventFile ended)
    {
        lock (_lock)
        {
            if (_lost.Contains(ended.Trial)) { _toRestore[ended.Trial] = ended; }
            if (ended.Path is not null) { Remember(ended); }
        }
    }

    /// <summary>Notes that the files of an ended trial were processed.</summary>
    /// <param name="ended">The files as <see cref="ToRestore"/> returned them.</param>
    /// <param name="now">The files now; null if they are no longer this silo's task.</param>
    public void Settle(EndedEventFile ended, EndedEventFile? now)
    {
        lock (_lock)
        {
            // An attempt that was begun here meanwhile takes care of them itself.
            if (_toRestore.GetValueOrDefault(ended.Trial) != ended) { return; }
            if (now is null) { _ended.Remove(ended.Trial); }
            else { Remember(now); }
        }

        Forget(ended.Trial);
    }

    /// <summary>The trials that have ended and whose files have gaps, or are no longer there.</summary>
    public IReadOnlyList<EndedEventFile> ToRestore()
    {
        LoseWhatIsGone();
        lock (_lock) { return [.. _toRestore.Values.OrderBy(one => one.Trial.SweepId).ThenBy(one => one.Trial.Number)]; }
    }

    private void LoseWhatIsGone()
    {
        EndedEventFile[] ended;
        lock (_lock) { ended = [.. _ended.Values.Where(one => !_lost.Contains(one.Trial))]; }

        // Not under the lock: a folder on a network may be slow, and training would wait for it.
        foreach (var gone in Array.FindAll(ended, one => !one.IsThere()))
        {
            lock (_lock)
            {
                if (_ended.GetValueOrDefault(gone.Trial) != gone || !_lost.Add(gone.Trial)) { continue; }
                _toRestore[gone.Trial] = gone;
                _loss.TrySetResult();
            }
        }
    }

    private void Remember(EndedEventFile ended)
    {
        _ended.Remove(ended.Trial);
        if (_ended.Count >= MostEnded) { _ended.RemoveAt(0); }
        _ended.Add(ended.Trial, ended);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(
        LogLevel.Warning, "{Problem} Training goes on; what is missing there is written from the database as soon as that can be.")]
    private static partial void LogLost(ILogger logger, string problem);

    [LoggerMessage(
        LogLevel.Warning,
        "TensorBoard files of trial {Trial} are gone, or older than they were: there is no '{Path}' as it was. "
        + "They are written again from the database.")]
    private static partial void LogGone(ILogger logger, int trial, string? path);

    [LoggerMessage(LogLevel.Information, "All TensorBoard files of this silo's trials are complete again.")]
    private static partial void LogComplete(ILogger logger);
}
