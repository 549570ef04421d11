using Sweep.Grains.Trials;
using Sweep.Silo.TensorBoard;

namespace Sweep.Silo.Logs;

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
    private readonly HashSet<TrialId> _toRestore = [];
    private readonly Queue<(TrialId Trial, string Folder)> _ended = [];
    private TaskCompletionSource _loss = NewSignal();

    /// <summary>Completes when something is lost.</summary>
    public Task Loss
    {
        get
        {
            lock (_lock) { return _loss.Task; }
        }
    }

    /// <summary>A trial's files cannot be written.</summary>
    /// <returns>Whether that is to be said: nothing else is lost yet.</returns>
    public bool Lose(TrialId trial)
    {
        lock (_lock)
        {
            _loss.TrySetResult();
            return _lost.Add(trial) && _lost.Count == 1;
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
        }

        LogComplete(logger);
    }

    /// <summary>A trial has ended: if its files have gaps nobody else fills them.</summary>
    /// <param name="folder">Its folder, if it has one.</param>
    public void End(TrialId trial, string? folder)
    {
        lock (_lock)
        {
            if (_lost.Contains(trial)) { _toRestore.Add(trial); }
            if (folder is null) { return; }
            if (_ended.Count >= MostEnded) { _ended.Dequeue(); }
            _ended.Enqueue((trial, folder));
        }
    }

    /// <summary>The trials that have ended and whose files have gaps. Where anything is lost, others may have gone with it.</summary>
    public IReadOnlyList<TrialId> ToRestore()
    {
        lock (_lock)
        {
            if (_lost.Count == 0) { return []; }
            foreach (var (trial, folder) in _ended.Where(one => !_lost.Contains(one.Trial) && !HasFiles(one.Folder)))
            {
                _lost.Add(trial);
                _toRestore.Add(trial);
            }

            return [.. _toRestore.OrderBy(trial => trial.SweepId).ThenBy(trial => trial.Number)];
        }
    }

    private static bool HasFiles(string folder) => Directory.Exists(folder) && EventFileName.InOrder(folder).Length > 0;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(LogLevel.Information, "All TensorBoard files of this silo's trials are complete again.")]
    private static partial void LogComplete(ILogger logger);
}
