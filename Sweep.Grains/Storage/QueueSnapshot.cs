using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage;

/// <summary>A snapshot of what decides the queue's order, read from the database.</summary>
internal sealed record QueueSnapshot(IReadOnlyList<WaitingSweep> Sweeps, IReadOnlyList<BusySlot> Busy);

/// <summary>A sweep that runs, and so may have trials that wait.</summary>
/// <param name="IsSearching">Whether it may propose trials if none waits. Default false.</param>
internal sealed record WaitingSweep(
    Guid Id, string Folder, int Priority, DateTimeOffset CreatedAt, TrainableId Trainable, bool IsSearching = false);

/// <summary>A slot that trains, and the sweep that it trains for.</summary>
internal sealed record BusySlot(string Silo, int Slot, Guid Sweep);
