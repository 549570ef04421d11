using Sweep.Model.Vectors;

namespace Sweep.Silo.Contracts;

/// <summary>A training that learns a vector for each word. Its attempt shows them in TensorBoard's projector.</summary>
public interface IHasWordVectors
{
    /// <summary>A copy of the current vectors; null if there are none yet.</summary>
    WordVectors? Vectors();
}

/// <summary>A training that says how much work it does, for the silo's metrics.</summary>
public interface ICountsWork
{
    /// <summary>Words that each step predicts.</summary>
    long WordsPerStep { get; }

    /// <summary>Steps of one epoch, at least 1.</summary>
    long StepsPerEpoch { get; }

    /// <summary>The time that the ends of epochs have taken since the attempt began: validation, evaluation, sample texts.</summary>
    TimeSpan Validating { get; }
}
