using Sweep.Grains.Clustering;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Scheduling;

/// <summary>Counts the slots of all silos. A silo says how many it has when one of its slots asks for work.</summary>
internal sealed class SlotCount(TrialStore trials, ISiloDirectory silos, TimeProvider clock)
{
    /// <summary>A slot that lost the queue asks again within seconds. One that trains does so only after its trial.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(0.1);

    private readonly Dictionary<string, int> _silos = new(StringComparer.Ordinal);

    /// <summary>Learns the number of slots of a silo.</summary>
    /// <remarks>A silo says how many it has. One of an earlier version does not, so it has as many as the highest that has asked.</remarks>
    public void Add(TrialRequest request) =>
        _silos[request.Silo] = Math.Max(request.Slots > 0 ? request.Slots : _silos.GetValueOrDefault(request.Silo), request.Slot);

    /// <summary>Counts by silo, after it has waited for silos that can train and have not said yet how many slots they have.</summary>
    public async Task<Dictionary<string, int>> CountAsync()
    {
        var begun = clock.GetTimestamp();
        while (!(await trials.TrainingSilosAsync(CancellationToken.None)).All(_silos.ContainsKey) && clock.GetElapsedTime(begun) < _longest)
        {
            await Task.Delay(_pause, clock);
        }

        var busy = (await trials.SnapshotAsync(CancellationToken.None)).Busy.CountBy(slot => slot.Silo).ToDictionary();
        var alive = silos.AliveSilos;
        return _silos.Keys.Union(busy.Keys).Where(silo => alive?.Contains(silo) ?? true)
            .ToDictionary(silo => silo, silo => Math.Max(_silos.GetValueOrDefault(silo), busy.GetValueOrDefault(silo)));
    }
}
