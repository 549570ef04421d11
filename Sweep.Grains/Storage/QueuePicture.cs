namespace Sweep.Grains.Storage;

/// <summary>What the order of the queue depends on, as the database has it.</summary>
internal sealed record QueuePicture(IReadOnlyList<WaitingSweep> Sweeps, IReadOnlyList<BusySlot> Busy);

/// <summary>A sweep that runs, and so may have trials that wait.</summary>
internal sealed record WaitingSweep(Guid Id, int Priority, DateTimeOffset CreatedAt);

/// <summary>A slot that trains, and for which sweep.</summary>
internal sealed record BusySlot(string Silo, int Slot, Guid Sweep);
