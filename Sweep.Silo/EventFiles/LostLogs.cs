using Sweep.Grains.Trials;
using Sweep.Silo.Telemetry;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// The trials of this silo whose event files have gaps. A folder that cannot be written is said once, not for each of thousands of trials; and once, that all
/// is complete again.
/// </summary>
internal sealed partial class LostLogs(ILogger logger)
{
    /// <summary>Of so many trials that ended it is still known whether their files are there.</summary>
    private const int MostEnded = 10_000;

    private readonly Lock _lock = new();
    private readonly HashSet<TrialId> _lost = [];
    private readonly Dictionary<TrialId, EndedLog> _toRestore = [];
    private readonly OrderedDictionary<TrialId, EndedLog> _ended = [];
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

    /// <summary>A trial's files cannot be written.</summary>
    /// <returns>Whether that is to be said: of nothing else that is lost it was.</returns>
    public bool Lose(TrialId trial)
    {
        lock (_lock)
        {
            _loss.TrySetResult();
            _lost.Add(trial);
            if (_isSaid) { return false; }
            return _isSaid = true;
        }
    }

    /// <summary>Files that were complete are gone, and their trial was not retried elsewhere, which would explain it: a loss like any other.</summary>
    public void SayGone(EndedLog ended)
    {
        lock (_lock)
        {
            if (_isSaid) { return; }
            _isSaid = true;
        }

        EventFileErrors.Count();
        LogGone(logger, ended.Trial.Number, ended.Path);
    }

    /// <summary>An attempt begins here: from now on the trial's files are its own affair.</summary>
    public void Begin(TrialId trial)
    {
        lock (_lock)
        {
            _ended.Remove(trial);
            _toRestore.Remove(trial);
        }
    }

    /// <summary>A trial's files are complete, or no longer this silo's to complete.</summary>
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

    /// <summary>A trial has ended: if its files have gaps nobody else fills them.</summary>
    public void End(EndedLog ended)
    {
        lock (_lock)
        {
            if (_lost.Contains(ended.Trial)) { _toRestore[ended.Trial] = ended; }
            if (ended.Path is not null) { Remember(ended); }
        }
    }

    /// <summary>The files of a trial that had ended are dealt with.</summary>
    /// <param name="ended">As <see cref="ToRestore"/> gave it.</param>
    /// <param name="now">Where they are now; null where they are no longer this silo's to complete.</param>
    public void Settle(EndedLog ended, EndedLog? now)
    {
        lock (_lock)
        {
            // An attempt that was begun here meanwhile looks after them itself.
            if (_toRestore.GetValueOrDefault(ended.Trial) != ended) { return; }
            if (now is null) { _ended.Remove(ended.Trial); }
            else { Remember(now); }
        }

        Forget(ended.Trial);
    }

    /// <summary>The trials that have ended and whose files have gaps, or are not there any more.</summary>
    public IReadOnlyList<EndedLog> ToRestore()
    {
        LoseWhatIsGone();
        lock (_lock) { return [.. _toRestore.Values.OrderBy(one => one.Trial.SweepId).ThenBy(one => one.Trial.Number)]; }
    }

    private void LoseWhatIsGone()
    {
        EndedLog[] ended;
        lock (_lock) { ended = [.. _ended.Values.Where(one => !_lost.Contains(one.Trial))]; }

        // Not under the lock: a folder on a network may take its time, and training would wait for it.
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

    private void Remember(EndedLog ended)
    {
        _ended.Remove(ended.Trial);
        if (_ended.Count >= MostEnded) { _ended.RemoveAt(0); }
        _ended.Add(ended.Trial, ended);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(
        LogLevel.Warning, "TensorBoard files of trial {Trial} are gone, or older than they were: there is no '{Path}' as it was. They are written again from the database.")]
    private static partial void LogGone(ILogger logger, int trial, string? path);

    [LoggerMessage(LogLevel.Information, "All TensorBoard files of this silo's trials are complete again.")]
    private static partial void LogComplete(ILogger logger);
}
