using System.Collections.Immutable;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Trials;

/// <summary>What a slot gets when it claims a trial: all that it needs to train it, or to go on with it.</summary>
/// <param name="Attempt">The fencing token: every later message of this attempt carries it.</param>
/// <param name="Folder">The sweep's folder name under logs/ and checkpoints/, unique in its database.</param>
/// <param name="Checkpoint">Where to go on from; null to start at the beginning.</param>
/// <param name="WaitingSince">When its attempt before ended; null for the first attempt.</param>
[GenerateSerializer, Immutable, Alias("sweep.trial-assignment")]
public sealed record TrialAssignment(
    [property: Id(0)] TrialId Trial,
    [property: Id(1)] int Attempt,
    [property: Id(2)] string SweepName,
    [property: Id(3)] string Folder,
    [property: Id(4)] string Corpus,
    [property: Id(5)] int Seed,
    [property: Id(6)] Hyperparameters Hyperparameters,
    [property: Id(7)] Objective Objective,
    [property: Id(8)] CheckpointInfo? Checkpoint,
    [property: Id(9)] DateTimeOffset? WaitingSince = null);

/// <summary>A checkpoint that was written whole.</summary>
/// <param name="Step">Optimizer updates made before it was taken.</param>
/// <param name="Location">Where its bytes lie, in the words of the store that wrote it (a file's path relative to the checkpoint folder).</param>
/// <param name="Bytes">Its size.</param>
[GenerateSerializer, Immutable, Alias("sweep.checkpoint-info")]
public sealed record CheckpointInfo([property: Id(0)] long Step, [property: Id(1)] string Location, [property: Id(2)] long Bytes);

/// <summary>What an attempt has to tell: points in ascending order of steps, and how far it is.</summary>
/// <param name="Step">Optimizer updates made so far.</param>
/// <param name="TotalSteps">Updates the whole trial will make; 0 as long as that is not known.</param>
/// <param name="Points">New points; may be empty (a sign of life). A step's points come in one report.</param>
/// <param name="Checkpoint">A checkpoint written since the last report, whose earlier points are in this or an earlier report.</param>
/// <param name="Summaries">Of steps whose points are in this report, in ascending order.</param>
[GenerateSerializer, Immutable, Alias("sweep.trial-report")]
public sealed record TrialReport(
    [property: Id(0)] int Attempt,
    [property: Id(1)] long Step,
    [property: Id(2)] long TotalSteps,
    [property: Id(3)] ImmutableArray<MetricPoint> Points,
    [property: Id(4)] CheckpointInfo? Checkpoint = null,
    [property: Id(5)] ImmutableArray<StepSummary> Summaries = default);

/// <summary>How an attempt ended by itself: Completed, Diverged or Failed.</summary>
/// <param name="Reason">One line for people; null where the trial completed.</param>
/// <param name="WeightsHash">SHA-256 of the final weights in hexadecimal; null where there are none.</param>
[GenerateSerializer, Immutable, Alias("sweep.trial-outcome")]
public sealed record TrialOutcome(
    [property: Id(0)] TrialStatus Status,
    [property: Id(1)] string? Reason = null,
    [property: Id(2)] string? WeightsHash = null);

/// <summary>A free slot's wish for a trial.</summary>
/// <param name="Silo">The name of its silo, unique for each start of one.</param>
/// <param name="Slot">The slot's number in it, from 1.</param>
/// <param name="IsRepeated">
/// Whether the answer to an earlier claim of this slot may have been lost: what that claim began is then its own, and is answered again.
/// </param>
/// <param name="PassedBy">The sweeps that this silo cannot train for now: their trials are for others. Default: none.</param>
/// <param name="Processor">The kind of its processor: a trial's bits depend on it. Default: not known.</param>
[GenerateSerializer, Immutable, Alias("sweep.slot-claim")]
public sealed record SlotClaim(
    [property: Id(0)] string Silo,
    [property: Id(1)] int Slot,
    [property: Id(2)] bool IsRepeated = false,
    [property: Id(3)] ImmutableArray<Guid> PassedBy = default,
    [property: Id(4)] string? Processor = null)
{
    /// <summary><see cref="PassedBy"/>, never in its default state.</summary>
    internal ImmutableArray<Guid> Avoided => PassedBy.IsDefault ? [] : PassedBy;
}

/// <summary>The answer to a report.</summary>
public enum TrialDecision
{
    /// <summary>Train on.</summary>
    Continue = 0,

    /// <summary>The attempt is over (a newer one began, or the trial was ended): stop, and write nothing more.</summary>
    Stop = 1,

    /// <summary>A person wants the trial paused: write a checkpoint, and hand it back.</summary>
    HandBack = 2,
}
