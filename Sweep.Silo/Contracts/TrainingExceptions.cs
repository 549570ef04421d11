namespace Sweep.Silo.Contracts;

/// <summary>
/// The trial has diverged, for example because its loss is NaN. It is not tried again, because training is repeatable and would diverge
/// again.
/// </summary>
/// <param name="why">One sentence for people, such as <c>train/loss became NaN at step 12.</c></param>
public sealed class DivergedException(string why, Exception? innerException = null) : Exception(why, innerException);

/// <summary>The trial can never be trained with these values. It fails, and is not tried again.</summary>
/// <param name="name">The hyperparameter.</param>
/// <param name="why">What is wrong with its value, such as <c>must be below batch_size.</c></param>
public sealed class InvalidHyperparametersException(string name, string why) : Exception($"{name} {why}")
{
    /// <summary>The hyperparameter whose value is wrong.</summary>
    public string Name => name;
}

/// <summary>
/// A checkpoint cannot be used, for example because it is damaged. The attempt continues from an older one, or from the beginning: training
/// is repeatable, so it comes to the same end.
/// </summary>
/// <param name="why">One sentence for people.</param>
public sealed class UnusableCheckpointException(string why, Exception? innerException = null) : Exception(why, innerException);
