using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>
/// Which logs of attempts are kept. The log of a trial's newest attempt is removed last, that of an attempt that failed before it, and the
/// oldest of all others first. The log of an attempt that runs is never removed.
/// </summary>
/// <param name="PerTrial">The most logs of a trial.</param>
/// <param name="PerSweep">The most bytes of all logs of a sweep.</param>
internal sealed record LogLimits(int PerTrial, long PerSweep)
{
    /// <summary>5 attempts of each trial, and 256 MiB of each sweep.</summary>
    public static LogLimits Usual { get; } = new(5, 256L << 20);

    /// <summary>The logs to remove because their trial has too many.</summary>
    /// <param name="logs">All logs of a trial, oldest first.</param>
    public IReadOnlyList<LogRow> BeyondTrial(IReadOnlyList<LogRow> logs) => [.. Removable(logs).Take(Math.Max(0, logs.Count - PerTrial))];

    /// <summary>The logs to remove because their sweep has too many bytes of them.</summary>
    /// <param name="logs">All logs of a sweep, oldest first.</param>
    public IReadOnlyList<LogRow> BeyondSweep(IReadOnlyList<LogRow> logs)
    {
        var (excess, removed) = (logs.Sum(log => log.Bytes) - PerSweep, new List<LogRow>());
        foreach (var log in Removable(logs))
        {
            if (excess <= 0) { break; }
            removed.Add(log);
            excess -= log.Bytes;
        }

        return removed;
    }

    /// <summary>What may be removed, in the order in which it is removed.</summary>
    private static IEnumerable<LogRow> Removable(IReadOnlyList<LogRow> logs)
    {
        var newest = logs.GroupBy(log => log.Trial).ToDictionary(trial => trial.Key, trial => trial.Max(log => log.Attempt));
        return logs.Where(log => log.Outcome is not null)
            .OrderBy(log => newest[log.Trial] == log.Attempt)
            .ThenBy(log => log.Outcome == nameof(AttemptEnd.Failed));
    }
}

/// <summary>The log of an attempt, without its text.</summary>
/// <param name="Bytes">The size of its text.</param>
/// <param name="Outcome">How the attempt ended, as an <see cref="AttemptEnd"/>; null while it runs.</param>
internal sealed record LogRow(int Trial, int Attempt, long Bytes, string? Outcome);
