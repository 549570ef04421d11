using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Scheduling;

/// <summary>
/// Finds the sweeps that wait because none of the silos can train them, busy ones included. It says so once of each sweep, and takes it
/// back when a slot gets one of its trials. Used from one grain, so by one caller at a time.
/// </summary>
/// <param name="trained">Reads what the silos can train; null if that is not known.</param>
/// <param name="waits">Called when a sweep waits for a silo.</param>
/// <param name="goesOn">Called when such a sweep does not wait any more.</param>
internal sealed class UntrainedSweeps(
    Func<Task<IReadOnlySet<TrainableId>?>> trained, Action<SweepBacklog> waits, Action<SweepBacklog> goesOn)
{
    private readonly Dictionary<Guid, SweepBacklog> _said = [];

    /// <param name="lines">The sweeps that run.</param>
    /// <param name="slots">The slots that ask for work now; what they can train needs no query.</param>
    public async Task LookAsync(IReadOnlyCollection<SweepBacklog> lines, IReadOnlyCollection<WaitingSlot> slots)
    {
        // A sweep that was cancelled or paused may wait again later.
        foreach (var gone in _said.Keys.Except(lines.Select(line => line.Id)).ToList()) { _said.Remove(gone); }
        var idle = lines.Where(line => line.Running == 0 && !_said.ContainsKey(line.Id))
            .Where(line => !slots.Any(slot => slot.Request.Trains(line.Trainable)))
            .ToList();
        if (idle.Count == 0 || await trained() is not { } known) { return; }
        foreach (var line in idle.Where(line => !known.Contains(line.Trainable)))
        {
            _said.Add(line.Id, line);
            waits(line);
        }
    }

    /// <summary>Notes that a slot has got a trial of a sweep.</summary>
    public void Served(Guid sweep)
    {
        if (_said.Remove(sweep, out var line)) { goesOn(line); }
    }
}
