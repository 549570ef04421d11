using System.Numerics;

namespace Sweep.Client.Backends;

/// <summary>What a search is going to cost, as far as that can be known before it begins.</summary>
/// <param name="Sampler">The sampler's word.</param>
/// <param name="Hyperparameters">The number of hyperparameters that vary.</param>
/// <param name="MostTrials">The most trials; null if only a budget or patience ends the search.</param>
/// <param name="Combinations">The number of combinations in the space; null if a hyperparameter is any number of a range.</param>
/// <param name="Resource">What training is counted in, in the plural.</param>
/// <param name="ResourcePerTrial">How much of it a trial needs on average; null if trials decide that themselves.</param>
/// <param name="CheckpointBytes">The size of a checkpoint on average; null if it is not known.</param>
public sealed record SearchPlan(
    string Sampler, int Hyperparameters, int? MostTrials, BigInteger? Combinations, string Resource, double? ResourcePerTrial,
    long? CheckpointBytes)
{
    /// <summary>How long all trials take on one slot, by earlier trials of this trainable; null if it is not known.</summary>
    public TimeSpan? SlotTime { get; init; }

    /// <summary>Whether the same file gives the same trials on any number of slots.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>The lag of a repeatable search; null if it is the number of slots at submission.</summary>
    public int? Lag { get; init; }
}
