using System.Collections.Immutable;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;

namespace Sweep.Silo.Contracts;

/// <summary>Something that a slot can train, such as the language model. Tests have their own.</summary>
internal interface ITrainable
{
    /// <summary>Prepares an attempt, from its checkpoint if it has one.</summary>
    ITraining Begin(TrialAssignment assignment);

    /// <summary>Prepares an attempt, and can be cancelled while it fetches a checkpoint, which may take long.</summary>
    /// <exception cref="OperationCanceledException">The attempt was cancelled before it could begin.</exception>
    ITraining Begin(TrialAssignment assignment, CancellationToken cancellationToken) => Begin(assignment);
}

/// <summary>One attempt in training. All its members run on the slot's thread.</summary>
internal interface ITraining : IDisposable
{
    /// <summary>Optimizer updates made so far. When training begins, this is the checkpoint's step.</summary>
    long Step { get; }

    long TotalSteps { get; }

    /// <summary>Trains, and after each step yields the step's points, if it has any. Ends early when cancelled.</summary>
    /// <exception cref="DivergedTrialException">The loss is NaN or infinite.</exception>
    IEnumerable<ImmutableArray<MetricPoint>> Train(CancellationToken cancellationToken);

    /// <summary>What the last step produced in addition to its points, such as histograms; null if there is nothing.</summary>
    StepSummary? Summary => null;

    /// <summary>The time that the ends of epochs have taken since the attempt began: validation, evaluation, sample texts.</summary>
    TimeSpan Validating => TimeSpan.Zero;

    /// <summary>The current word vectors; null if the model has none.</summary>
    WordVectors? Vectors() => null;

    /// <summary>Writes a checkpoint of the current step, completely or not at all.</summary>
    /// <exception cref="Grains.SherlockException">The checkpoint cannot be written.</exception>
    CheckpointInfo Save();

    /// <summary>SHA-256 of the weights, in hexadecimal.</summary>
    string WeightsHash();
}

/// <summary>The trial has diverged. It is not retried, because training is repeatable and would diverge again.</summary>
internal sealed class DivergedTrialException(string message, Exception? innerException = null) : Exception(message, innerException);
