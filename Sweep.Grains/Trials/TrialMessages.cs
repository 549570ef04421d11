using System.Collections.Immutable;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Trials;

/// <summary>The message that assigns a trial to a slot: it contains all that the slot needs to train the trial, or to resume it.</summary>
/// <param name="Attempt">The fencing token: every later message of this attempt carries it.</param>
/// <param name="Folder">The sweep's folder name under logs/ and checkpoints/, unique in its database.</param>
/// <param name="Checkpoint">The checkpoint to resume from; null starts at the beginning.</param>
/// <param name="Schema">The schema of the trainable that the slot trains.</param>
/// <param name="WaitingSince">The time at which its previous attempt ended; null for the first attempt.</param>
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
    [property: Id(10)] TrainableSchema Schema,
    [property: Id(9)] DateTimeOffset? WaitingSince = null)
{
    /// <summary>
    /// The level of the schema's resource, such as epochs, at which this attempt ends with a checkpoint, if that is before the trial's end.
    /// The hyperparameters, and so the trial's total, are the same for all attempts. Default null: the attempt ends with the trial.
    /// </summary>
    [Id(12)]
    public long? Until { get; init; }

    /// <summary>
    /// The level of the resource that the checkpoint has reached, if the attempt ends at a level and points count the resource. Default 0.
    /// </summary>
    [Id(13)]
    public long Reached { get; init; }

    /// <summary>The best point of the objective so far; null before the first. The trial's best checkpoint is of its step.</summary>
    [Id(14)]
    public MetricPoint? Best { get; init; }

    /// <summary>
    /// The units of the schema's resource, such as epochs, for which the trial goes on without a better value of the objective. Default
    /// null: it trains to its end.
    /// </summary>
    [Id(15)]
    public long? Patience { get; init; }

    /// <summary>The settings of the sweep besides the corpus, by name, in canonical text. Default: none.</summary>
    [Id(11)]
    public ImmutableDictionary<string, string>? OtherSettings { get; init; }

    /// <summary>All settings that the schema declares, by name, in canonical text, the corpus among them.</summary>
    public ImmutableDictionary<string, string> Settings => SweepSettings.All(Schema, Corpus, OtherSettings ?? SweepSettings.None);
}

/// <summary>A complete checkpoint.</summary>
/// <param name="Step">Optimizer updates made before it was taken.</param>
/// <param name="Location">Says where its bytes are, in the form that the storing class uses (for files, a path relative to the checkpoint
/// folder).</param>
/// <param name="Bytes">Size in bytes.</param>
/// <param name="Sha256">The SHA-256 of its bytes, in hexadecimal; null if a version of the program wrote it that computed none.</param>
[GenerateSerializer, Immutable, Alias("sweep.checkpoint-info")]
public sealed record CheckpointInfo(
    [property: Id(0)] long Step, [property: Id(1)] string Location, [property: Id(2)] long Bytes, [property: Id(3)] string? Sha256 = null);

/// <summary>The report of an attempt: new points in ascending order of steps, and its progress.</summary>
/// <param name="Step">Optimizer updates made so far.</param>
/// <param name="TotalSteps">Updates that the whole trial will make; 0 while that is unknown.</param>
/// <param name="Points">New points; may be empty (a sign of life). A step's points come in one report.</param>
/// <param name="Checkpoint">A checkpoint written since the last report, whose earlier points are in this or an earlier report.</param>
/// <param name="Summaries">Summaries of new steps, in ascending order. If a step has points, too, they are in this report.</param>
[GenerateSerializer, Immutable, Alias("sweep.trial-report")]
public sealed record TrialReport(
    [property: Id(0)] int Attempt,
    [property: Id(1)] long Step,
    [property: Id(2)] long TotalSteps,
    [property: Id(3)] ImmutableArray<MetricPoint> Points,
    [property: Id(4)] CheckpointInfo? Checkpoint = null,
    [property: Id(5)] ImmutableArray<StepSummary> Summaries = default);

/// <summary>How an attempt ended by itself: Completed, Diverged or Failed.</summary>
/// <param name="Reason">One line for people; null if the trial was trained to its last step.</param>
/// <param name="WeightsHash">A hash of the final state, such as the weights, in hexadecimal; null if the trial has none.</param>
/// <param name="IsLasting">Whether a failure would repeat itself, so that the trial is not tried again. Default: it may not.</param>
[GenerateSerializer, Immutable, Alias("sweep.trial-outcome")]
public sealed record TrialOutcome(
    [property: Id(0)] TrialStatus Status,
    [property: Id(1)] string? Reason = null,
    [property: Id(2)] string? WeightsHash = null,
    [property: Id(3)] bool IsLasting = false);

/// <summary>The request of a free slot for a trial.</summary>
/// <param name="Silo">The name of the slot's silo, unique for each start of a silo.</param>
/// <param name="Slot">The slot's number in the silo, from 1.</param>
/// <param name="IsRepeated">
/// Whether the answer to an earlier request of this slot may have been lost: if that request was assigned a trial, the trial belongs to
/// this slot, and the answer is repeated.
/// </param>
/// <param name="PassedBy">The sweeps that this silo cannot train for now; their trials go to other silos. Default: none.</param>
/// <param name="Processor">The kind of the silo's processor, because a trial's bits depend on it. Default: unknown.</param>
/// <param name="Trainables">What the silo can train; trials of others go to other silos. Default: everything.</param>
/// <param name="Slots">The number of the silo's slots. Default: unknown.</param>
[GenerateSerializer, Immutable, Alias("sweep.slot-claim")]
public sealed record TrialRequest(
    [property: Id(0)] string Silo,
    [property: Id(1)] int Slot,
    [property: Id(2)] bool IsRepeated = false,
    [property: Id(3)] ImmutableArray<Guid> PassedBy = default,
    [property: Id(4)] string? Processor = null,
    [property: Id(5)] ImmutableArray<TrainableId> Trainables = default,
    [property: Id(6)] int Slots = 0)
{
    /// <summary>The only sweep whose trials the slot trains. Default null: all that its silo can train.</summary>
    [Id(7)]
    public Guid? Only { get; init; }

    /// <summary>
    /// The seconds for which a trial may be silent if the slot belongs to no silo but to a program that asks over HTTP. Default 0: it
    /// belongs to a silo.
    /// </summary>
    [Id(8)]
    public int LeaseSeconds { get; init; }

    /// <summary>Whether the silo trains this sweep, which is of this trainable.</summary>
    internal bool Accepts(Guid sweep, TrainableId trainable) =>
        (Only is null || Only == sweep) && (PassedBy.IsDefault || !PassedBy.Contains(sweep)) && Trains(trainable);

    /// <summary>Whether the silo can train trials of a trainable.</summary>
    internal bool Trains(TrainableId trainable) => Trainables.IsDefault || Trainables.Contains(trainable);
}

/// <summary>The answer to a report.</summary>
public enum TrialDecision
{
    /// <summary>Continue training.</summary>
    Continue = 0,

    /// <summary>The attempt is over (a newer one began, or the trial was ended): stop, and write nothing more.</summary>
    Stop = 1,

    /// <summary>A person wants the trial paused: write a checkpoint, and hand the trial back.</summary>
    HandBack = 2,
}
