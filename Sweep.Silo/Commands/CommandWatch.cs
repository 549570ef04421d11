using System.Globalization;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Commands;

/// <summary>
/// Stops a command in time: if its slot stops, with SIGTERM and, after a time of grace, SIGKILL; if it breaks a limit, in the same way. A
/// command that uses too much memory is killed at once.
/// </summary>
internal sealed class CommandWatch(CommandLimits limits, GuardedCommand command, LogTail log, TimeProvider time)
{
    /// <summary>How often the limits are checked, and how often the slot may write a checkpoint if the command reports nothing.</summary>
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    private readonly long _began = time.GetTimestamp();
    private long _checked = time.GetTimestamp();
    private long _heard = time.GetTimestamp();
    private long _written;
    private long? _asked;
    private bool _isKilled;

    /// <summary>Whether the command was asked to end.</summary>
    public bool IsStopped => _asked is not null;

    /// <summary>The limit that the command has broken, as a sentence; null if it has broken none.</summary>
    public string? Broken { get; private set; }

    /// <summary>Notes that the command has reported something.</summary>
    public void Heard() => _heard = time.GetTimestamp();

    /// <summary>Does what is due, if the command has not ended.</summary>
    /// <param name="stop">Cancelled when the slot stops.</param>
    /// <returns>Whether an interval is over.</returns>
    public bool Check(CancellationToken stop)
    {
        if (command.Exit.IsCompleted) { return false; }
        if (stop.IsCancellationRequested) { Ask(); }
        if (_asked is { } asked && !_isKilled && time.GetElapsedTime(asked) >= limits.Grace) { Kill(); }
        if (time.GetElapsedTime(_checked) < _interval) { return false; }
        _checked = time.GetTimestamp();
        if (log.Written is var written && written != _written)
        {
            _written = written;
            Heard();
        }

        if (Broken is null && !IsStopped) { CheckLimits(); }
        return true;
    }

    private void CheckLimits()
    {
        if (limits.Attempt is { } most && time.GetElapsedTime(_began) >= most)
        {
            Broken = $"The attempt took longer than {Text(most)}, its limit (limits.attempt).";
            Ask();
        }
        else if (limits.Silence is { } silence && time.GetElapsedTime(_heard) >= silence)
        {
            Broken = $"The command reported and wrote nothing for {Text(silence)}, its limit (limits.silence).";
            Ask();
        }
        else if (limits.Memory is { } memory && command.Processes.Memory(memory) is var used && used > memory)
        {
            Broken = string.Create(
                CultureInfo.InvariantCulture,
                $"The command used {used >> 20:N0} MiB of memory; its limit is {memory >> 20:N0} MiB (limits.memory).");
            Kill();
        }
    }

    private void Ask()
    {
        if (IsStopped) { return; }
        _asked = time.GetTimestamp();
        command.Terminate();
    }

    private void Kill()
    {
        _isKilled = true;
        _asked ??= time.GetTimestamp();
        command.Kill();
    }

    private static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");
}
