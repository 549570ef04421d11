using System.Collections.Immutable;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;

namespace Sweep.Silo.Contracts;

/// <summary>What a slot can train. The model is one; tests bring others.</summary>
internal interface ITrainable
{
    /// <summary>Prepares an attempt, from its checkpoint where it has one.</summary>
    ITraining Begin(TrialAssignment assignment);

    /// <summary>The same, where getting the checkpoint may take long.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before it could begin.</exception>
    ITraining Begin(TrialAssignment assignment, CancellationToken cancellationToken) => Begin(assignment);
}

/// <summary>One attempt in training. Everything happens on the slot's thread.</summary>
internal interface ITraining : IDisposable
{
    /// <summary>Optimizer updates made so far; at the beginning, the checkpoint's.</summary>
    long Step { get; }

    long TotalSteps { get; }

    /// <summary>Trains, and yields after each step its points, if it has any; ends early when cancelled.</summary>
    /// <exception cref="DivergedTrialException">The loss is NaN or infinite.</exception>
    IEnumerable<ImmutableArray<MetricPoint>> Train(CancellationToken cancellationToken);

    /// <summary>What the step that was made last has beside its points; null where it has nothing.</summary>
    StepSummary? Summary => null;

    /// <summary>How long the ends of epochs have taken since the attempt began: validation, evaluation, texts.</summary>
    TimeSpan Validating => TimeSpan.Zero;

    /// <summary>The words' vectors as they are now; null where the model has none.</summary>
    WordVectors? Vectors() => null;

    /// <summary>Writes a checkpoint of the present step, whole or not at all.</summary>
    /// <exception cref="Grains.SherlockException">It cannot be written.</exception>
    CheckpointInfo Save();

    /// <summary>SHA-256 of the weights, in hexadecimal.</summary>
    string WeightsHash();
}

/// <summary>The trial is over, and not because of an error: no retry would end otherwise.</summary>
internal sealed class DivergedTrialException(string message, Exception? innerException = null) : Exception(message, innerException);
