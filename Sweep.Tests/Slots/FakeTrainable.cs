using System.Collections.Concurrent;
using Sweep.Grains.Sweeps;
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
    public Action<TrialContext, long> OnStep { get; set; } = (_, _) => { };

    /// <summary>Steps between two points.</summary>
    public long Interval { get; set; } = 1;

    /// <summary>The value of its point at a step: the step unless told otherwise, so that the first is the best.</summary>
    public Func<long, double> Value { get; set; } = step => step;

    /// <summary>What its points are called.</summary>
    public string Metric { get; set; } = "val/loss";

    /// <summary>How long the ends of epochs have taken.</summary>
    public TimeSpan Validating { get; set; }

    /// <summary>Whether it can use none of its checkpoints, so that an attempt begins at the beginning.</summary>
    public bool LosesCheckpoints { get; set; }

    /// <summary>Happens before an attempt begins, on the slot's thread.</summary>
    public Action<TrialContext> OnBegin { get; set; } = _ => { };

    public Exception? SaveFails { get; set; }

    /// <summary>Writes a checkpoint: one byte unless told otherwise.</summary>
    public Action<long, Stream> OnSave { get; set; } = (_, file) => file.WriteByte(1);

    /// <summary>The words' vectors at a step; by default none.</summary>
    public Func<long, WordVectors?> OnVectors { get; set; } = _ => null;

    /// <summary>What the attempt that trains was given to be stopped by.</summary>
    public CancellationToken Cancellation { get; private set; }

    public ConcurrentQueue<string> Calls { get; } = [];

    public TrainableSchema Schema => LanguageModelParameters.Schema;

    public ITraining Begin(TrialContext trial, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"begin {trial.Checkpoint?.Step ?? 0}");
        OnBegin(trial);
        if (LosesCheckpoints && trial.Checkpoint is not null) { throw new UnusableCheckpointException("It is lost."); }
        return new Training(this, trial);
    }

    private sealed class Training(FakeTrainable owner, TrialContext trial) : ITraining, IHasWordVectors, ICountsWork
    {
        public long Step { get; private set; } = trial.Checkpoint?.Step ?? 0;

        public long? TotalSteps => owner.TotalSteps;

        public long ItemsPerStep => 32;

        public long StepsPerEpoch => owner.TotalSteps;

        public IEnumerable<StepReport?> Train(CancellationToken cancellationToken)
        {
            owner.Cancellation = cancellationToken;
            while (Step < TotalSteps && !cancellationToken.IsCancellationRequested)
            {
                Step++;
                owner.OnStep(trial, Step);
                yield return Step % owner.Interval == 0 ? new((owner.Metric, owner.Value(Step))) : null;
            }
        }

        public void Save(Stream destination)
        {
            if (owner.SaveFails is { } failure) { throw failure; }
            owner.Calls.Enqueue($"save {Step}");
            owner.OnSave(Step, destination);
        }

        public TimeSpan Validating => owner.Validating;

        public WordVectors? Vectors() => owner.OnVectors(Step);

        public string StateHash() => $"hash of {trial.Number} at {Step}";

        public void Dispose() => owner.Calls.Enqueue("dispose");
    }
}
