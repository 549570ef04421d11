using System.Collections.Concurrent;
using System.Collections.Immutable;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;
using Sweep.Silo.Contracts;

namespace Sweep.Tests.Slots;

/// <summary>
/// Pretends to train: one point a step unless told otherwise, whose loss is the step. Remembers in order what it was asked to do.
/// </summary>
internal sealed class FakeTrainable : ITrainable
{
    public long TotalSteps { get; set; } = 4;

    /// <summary>Happens in each step, on the slot's thread: the place for errors, interruptions and the passing of time.</summary>
    public Action<TrialAssignment, long> OnStep { get; set; } = (_, _) => { };

    /// <summary>Steps between two points.</summary>
    public long Interval { get; set; } = 1;

    /// <summary>What its points are called.</summary>
    public string Metric { get; set; } = "val/loss";

    /// <summary>How long the ends of epochs have taken.</summary>
    public TimeSpan Validating { get; set; }

    /// <summary>How many steps before its checkpoint an attempt begins: the newest file was gone.</summary>
    public long StepsLost { get; set; }

    /// <summary>Happens before an attempt begins, on the slot's thread.</summary>
    public Action<TrialAssignment> OnBegin { get; set; } = _ => { };

    public Exception? SaveFails { get; set; }

    /// <summary>Writes a checkpoint somewhere, where it is read again; by default nowhere.</summary>
    public Func<TrialAssignment, long, CheckpointInfo> OnSave { get; set; } = (assignment, step) =>
        new(step, $"{assignment.Folder}/step-{step}", 1);

    /// <summary>The words' vectors at a step; by default none.</summary>
    public Func<long, WordVectors?> OnVectors { get; set; } = _ => null;

    /// <summary>What the attempt that trains was given to be stopped by.</summary>
    public CancellationToken Cancellation { get; private set; }

    public ConcurrentQueue<string> Calls { get; } = [];

    public ITraining Begin(TrialAssignment assignment)
    {
        Calls.Enqueue($"begin {assignment.Checkpoint?.Step ?? 0}");
        OnBegin(assignment);
        return new Training(this, assignment);
    }

    private sealed class Training(FakeTrainable owner, TrialAssignment assignment) : ITraining
    {
        public long Step { get; private set; } = (assignment.Checkpoint?.Step ?? 0) - owner.StepsLost;

        public long TotalSteps => owner.TotalSteps;

        public IEnumerable<ImmutableArray<MetricPoint>> Train(CancellationToken cancellationToken)
        {
            owner.Cancellation = cancellationToken;
            while (Step < TotalSteps && !cancellationToken.IsCancellationRequested)
            {
                Step++;
                owner.OnStep(assignment, Step);
                yield return Step % owner.Interval == 0 ? [new(owner.Metric, Step, Step)] : [];
            }
        }

        public CheckpointInfo Save()
        {
            if (owner.SaveFails is { } failure) { throw failure; }
            owner.Calls.Enqueue($"save {Step}");
            return owner.OnSave(assignment, Step);
        }

        public TimeSpan Validating => owner.Validating;

        public WordVectors? Vectors() => owner.OnVectors(Step);

        public string WeightsHash() => $"hash of {assignment.Trial.Number} at {Step}";

        public void Dispose() => owner.Calls.Enqueue("dispose");
    }
}
