using System.Collections.Immutable;

namespace Sweep.Client.Backends;

/// <summary>What early stopping is expected to save.</summary>
/// <param name="Rule">The rule's word.</param>
/// <param name="Resource">What training is counted in, in the plural.</param>
/// <param name="First">The first level at which trials are compared.</param>
/// <param name="Total">The level at which a trial ends.</param>
/// <param name="InFull">The resource of all trials if each trains to its end.</param>
public sealed record StopPlan(string Rule, string Resource, long First, long Total, long InFull)
{
    /// <summary>
    /// How many trials reach each level, if the rule's share goes on from each. Empty if the rule has no share.
    /// </summary>
    public ImmutableArray<RungPlan> Rungs { get; init; } = [];

    /// <summary>The resource of all trials at these shares; null if the rule has no share.</summary>
    public long? Expected => Rungs.IsEmpty ? null : Rungs.Sum(rung => rung.Resource);

    /// <summary>Whether trials that are held keep their newest checkpoint.</summary>
    public bool KeepsCheckpoints { get; init; }

    /// <summary>Whether trials are compared before a tenth of their training, when ranks often disagree with the end.</summary>
    public bool IsEarly => (Int128)First * 10 < Total;
}

/// <summary>What is expected at a level.</summary>
/// <param name="Level">The level of the resource.</param>
/// <param name="Trials">The number of trials that reach it.</param>
/// <param name="Resource">What they train from the level before to this one.</param>
public sealed record RungPlan(long Level, long Trials, long Resource);
