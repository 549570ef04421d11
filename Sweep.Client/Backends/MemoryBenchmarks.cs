using System.Collections.Immutable;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Backends;

/// <param name="Corpus"><c>sample</c>, <c>sherlock</c> or a path.</param>
/// <param name="Trial">The trial that each slot trains.</param>
/// <param name="Slots">Number of slots, added one by one; at least 2.</param>
/// <param name="Steps">Number of steps that each slot makes before the next is added.</param>
/// <param name="Trials">Numbers of small trials, trained one after the other, after which memory is measured: the smaller number
/// first.</param>
public sealed record MemoryRequest(string Corpus, Hyperparameters Trial, int Slots, int Steps, ImmutableArray<int> Trials);

/// <summary>The resident memory that training takes in this process, in bytes.</summary>
/// <param name="AtStart">With the text loaded and without libtorch.</param>
/// <param name="AfterTrials">After so many small trials in total.</param>
/// <param name="WithSlots">While one slot keeps its training, then two, and so on.</param>
public sealed record MemoryBenchmark(long AtStart, ImmutableArray<TrialsMemory> AfterTrials, ImmutableArray<long> WithSlots)
{
    /// <summary>Memory that a slot adds: the mean over all slots except the first, which also loads what all slots share.</summary>
    public double SlotBytes => (WithSlots[^1] - WithSlots[0]) / (WithSlots.Length - 1.0);

    /// <summary>Memory after the most trials divided by memory after the fewest: 1 if trials leave nothing behind.</summary>
    public double RatioOfTrials => (double)AfterTrials[^1].Bytes / AfterTrials[0].Bytes;
}

/// <param name="Trials">Number of small trials, one after the other.</param>
/// <param name="Bytes">Resident memory after the last of them.</param>
public sealed record TrialsMemory(int Trials, long Bytes);
