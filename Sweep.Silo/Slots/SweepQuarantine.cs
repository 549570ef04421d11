using System.Collections.Immutable;
using Sweep.Grains;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Slots;

/// <summary>
/// Remembers the sweeps whose trials cannot be trained on this machine. The silo logs the reason once, and takes no trial of that sweep for
/// a while, longer each time, so that other silos can take them. Meanwhile all its slots train other sweeps.
/// </summary>
internal sealed partial class SweepQuarantine(TimeProvider time, ILogger<SweepQuarantine> logger)
{
    private static readonly Backoff _backoff = new(baseDelay: TimeSpan.FromSeconds(5), maxDelay: TimeSpan.FromSeconds(60));

    /// <summary>After a pause one slot tries a trial of the sweep; the others wait this long for its result.</summary>
    private static readonly TimeSpan _trying = TimeSpan.FromSeconds(10);

    /// <summary>If no slot has met an obstacle for this long, it is forgotten: its sweep may have ended.</summary>
    private static readonly TimeSpan _forgotten = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Obstacle> _met = [];

    public void Meet(TrialAssignment assignment, SherlockException obstacle)
    {
        lock (_lock)
        {
            if (!_met.TryGetValue(assignment.Trial.SweepId, out var known)) { _met.Add(assignment.Trial.SweepId, known = new()); }
            var now = time.GetTimestamp();

            // Slots that had begun before the pause meet the same missing file. That does not count as another try.
            if (!known.IsPausing(now) || known.IsTried) { known.Pause(now, time); }

            // The obstacle was met again after a try.
            if (known.Said == obstacle.Message) { return; }
            known.Said = obstacle.Message;
        }

        LogMet(logger, assignment.Folder, assignment.Trial.Number, obstacle.Message);
    }

    /// <summary>Notes that a trial of the sweep was trained here.</summary>
    public void Overcome(Guid sweep)
    {
        lock (_lock) { _met.Remove(sweep); }
    }

    /// <summary>The sweeps that a slot that asks for work now must not be given.</summary>
    public ImmutableArray<Guid> PassBy()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            foreach (var (sweep, known) in _met.ToList())
            {
                if (time.GetElapsedTime(known.MetAt, now) >= _forgotten) { _met.Remove(sweep); }
            }

            // Evaluated completely, because this slot becomes the one that tries each sweep whose pause is over.
            return [.. _met.Where(met => !met.Value.MayTry(now, time)).Select(met => met.Key)];
        }
    }

    [LoggerMessage(LogLevel.Warning, "Trial {Sweep}/{Trial} cannot be trained on this machine and is left to others: {Problem}")]
    private static partial void LogMet(ILogger logger, string sweep, int trial, string problem);

    /// <summary>The obstacle of one sweep.</summary>
    private sealed class Obstacle
    {
        private int _pauses;
        private long _until;

        public string? Said { get; set; }

        public long MetAt { get; private set; }

        /// <summary>Whether a slot has tried the sweep since the last pause.</summary>
        public bool IsTried { get; private set; }

        public bool IsPausing(long now) => now < _until;

        public void Pause(long now, TimeProvider time)
        {
            (MetAt, IsTried) = (now, false);
            _until = Later(now, _backoff.DelayBefore(++_pauses), time);
        }

        public bool MayTry(long now, TimeProvider time)
        {
            if (IsPausing(now)) { return false; }
            IsTried = true;
            _until = Later(now, _trying, time);
            return true;
        }

        private static long Later(long now, TimeSpan span, TimeProvider time) => now + (long)(span.TotalSeconds * time.TimestampFrequency);
    }
}
