using System.Collections.Immutable;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Backends;

/// <param name="Corpus">sample, sherlock or a path.</param>
/// <param name="Trial">What each slot trains.</param>
/// <param name="Slots">Slots that are added one by one; 2 at least.</param>
/// <param name="Steps">Steps that each makes before the next is added.</param>
/// <param name="Trials">After how many small trials, trained one after the other, to look: the lesser number first.</param>
public sealed record MemoryRequest(string Corpus, Hyperparameters Trial, int Slots, int Steps, ImmutableArray<int> Trials);

/// <summary>What training takes of this process's resident memory, in bytes.</summary>
/// <param name="AtStart">With the text and without libtorch.</param>
/// <param name="AfterTrials">After so many small trials in all.</param>
/// <param name="WithSlots">With one slot's training kept, with two, and so on.</param>
public sealed record MemoryBenchmark(long AtStart, ImmutableArray<TrialsMemory> AfterTrials, ImmutableArray<long> WithSlots)
{
    /// <summary>What a slot adds: the mean over all but the first, which brings what all have in common.</summary>
    public double SlotBytes => (WithSlots[^1] - WithSlots[0]) / (WithSlots.Length - 1.0);

    /// <summary>After the most trials against after the fewest: 1 where nothing is left behind.</summary>
    public double RatioOfTrials => (double)AfterTrials[^1].Bytes / AfterTrials[0].Bytes;
}

/// <param name="Trials">So many small trials, one after the other.</param>
/// <param name="Bytes">What was resident after the last of them.</param>
public sealed record TrialsMemory(int Trials, long Bytes);
