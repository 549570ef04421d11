using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Contracts;

/// <summary>Something that slots can train, such as the language model or a user's program.</summary>
/// <remarks>
/// One object trains all trials of the process, several at the same time: <see cref="Begin"/> is called on the threads of all slots, so it
/// must not change what the object's other trainings use.
/// </remarks>
public interface ITrainable
{
    /// <summary>What can be set, and what is reported. It never changes while the process runs.</summary>
    TrainableSchema Schema { get; }

    /// <summary>The object that has the capabilities. It is another one if this one only adapts it.</summary>
    internal object Origin => this;

    /// <summary>
    /// Begins an attempt on the slot's thread: from <see cref="TrialContext.Checkpoint"/> if there is one, otherwise from the beginning. It
    /// may take long, because a sign of life is sent meanwhile.
    /// </summary>
    /// <param name="trial">All that is known of the trial.</param>
    /// <param name="cancellationToken">Cancelled when the slot stops before training begins.</param>
    /// <exception cref="UnusableCheckpointException">The checkpoint cannot be used. It is called again with an older one.</exception>
    /// <exception cref="InvalidHyperparametersException">The trial can never be trained. It fails, and is not tried again.</exception>
    /// <exception cref="Grains.SherlockException">
    /// The trial cannot be trained on this machine, for example because a file is missing. The trial is handed back and has not failed.
    /// </exception>
    /// <exception cref="OperationCanceledException">The attempt was cancelled before it could begin.</exception>
    ITraining Begin(TrialContext trial, CancellationToken cancellationToken);

    /// <summary>
    /// Estimates what a trial costs, so that the longest trials of a sweep begin first and no slot is idle at its end. It is called on any
    /// thread when a sweep is submitted. An exception, or an estimate that takes long, means that nothing is known.
    /// </summary>
    /// <returns>
    /// A positive number that is proportional to the trial's time, in any unit; null if that is not known, which is the default. If it
    /// is null for a sweep's first trial, the others are not asked for.
    /// </returns>
    double? Cost(Hyperparameters hyperparameters) => null;
}
