using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage;

/// <summary>A snapshot of what decides the queue's order, read from the database.</summary>
internal sealed record QueueSnapshot(IReadOnlyList<WaitingSweep> Sweeps, IReadOnlyList<BusySlot> Busy);

/// <summary>A sweep that runs, and so may have trials that wait.</summary>
/// <param name="IsSearching">Whether it may propose trials if none waits. Default false.</param>
/// <param name="LongestFirst">Whether its trials begin in order of falling cost; otherwise in the order of their numbers.</param>
internal sealed record WaitingSweep(
    Guid Id, string Folder, int Priority, DateTimeOffset CreatedAt, TrainableId Trainable, bool IsSearching = false,
    bool LongestFirst = false);

/// <summary>A trial that waits for a slot.</summary>
/// <param name="Cost">Its estimated cost; 0 if that is not known.</param>
internal sealed record CostedTrial(int Number, double Cost);

/// <summary>What the completed trials of one estimated cost have really taken.</summary>
/// <param name="Seconds">The mean of their wall times.</param>
internal sealed record MeasuredCost(double Cost, double Seconds, int Trials);

/// <summary>A slot that trains, and the sweep that it trains for.</summary>
internal sealed record BusySlot(string Silo, int Slot, Guid Sweep);
