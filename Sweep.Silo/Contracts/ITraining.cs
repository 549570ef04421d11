using System.Diagnostics.CodeAnalysis;

namespace Sweep.Silo.Contracts;

/// <summary>
/// One attempt in training. All its members run on the slot's own thread, one after the other; the thread stays the same for the whole
/// attempt.
/// </summary>
/// <remarks>
/// An exception that none of the members documents means that the attempt has failed. The trial is tried again, up to three times in all.
/// The attempt ends with <see cref="IDisposable.Dispose"/> in any case. An exception there is only logged.
/// </remarks>
public interface ITraining : IDisposable
{
    /// <summary>
    /// Steps made since the beginning of the trial, over all its attempts. It never falls. When training begins, it is the checkpoint's
    /// step, or 0.
    /// </summary>
    [SuppressMessage("Naming", "CA1716", Justification = "It is a keyword of Visual Basic alone, and the word of all metrics.")]
    long Step { get; }

    /// <summary>Steps of the whole trial. Null if it is not known: then the trial is finished when the training ends by itself.</summary>
    long? TotalSteps { get; }

    /// <summary>
    /// Whether the trial is trained to its end. It is asked after <see cref="Train"/> has ended. If it is not finished although it was
    /// not stopped, has not reached <see cref="TrialContext.Until"/>, and its total is known, the attempt has failed.
    /// </summary>
    bool IsFinished => Step >= TotalSteps;

    /// <summary>
    /// The step of the checkpoint that <see cref="Save"/> would write now: by default the current one. Null if it cannot write any now.
    /// </summary>
    long? CheckpointStep => Step;

    /// <summary>
    /// Whether <see cref="Train"/> ends by itself at <see cref="TrialContext.Until"/>, so that the slot waits for that. Default false.
    /// </summary>
    internal bool EndsAtLevel => false;

    /// <summary>
    /// Trains. After each step it yields what the step reports, or null if that is nothing. A null may also come without a step, so that
    /// the slot can write a checkpoint that has become due. Training ends at the trial's end or soon after a cancellation; it is never
    /// enumerated twice. The slot takes no item after the one that reaches <see cref="TrialContext.Until"/>: if the resource is no count of
    /// steps, the one with the value of its metric.
    /// </summary>
    /// <param name="cancellationToken">
    /// Cancelled when the attempt should end early. Training ends without an exception, and <see cref="Step"/> says how far it came. If it
    /// throws an <see cref="OperationCanceledException"/>, no checkpoint is written, because the state may be that of half a step: the next
    /// attempt goes on from the last one.
    /// </param>
    /// <exception cref="DivergedException">The trial has diverged.</exception>
    /// <exception cref="InvalidHyperparametersException">The trial can never be trained.</exception>
    /// <exception cref="Grains.SherlockException">
    /// The trial cannot be trained on this machine, for example because a disk is full. The trial is handed back and has not failed.
    /// </exception>
    IEnumerable<StepReport?> Train(CancellationToken cancellationToken);

    /// <summary>
    /// Writes a checkpoint of <see cref="CheckpointStep"/>: all that is needed to continue from there to the same end. It is called between
    /// two items of <see cref="Train"/>, and after it has ended. If it throws, nothing is kept.
    /// </summary>
    /// <param name="destination">A file, from its beginning. The caller closes it.</param>
    void Save(Stream destination);

    /// <summary>
    /// A short text that is equal for equal states, such as a SHA-256 of all weights in hexadecimal; null if there is none. It is stored
    /// with a completed trial, and shows that two runs have ended with the same bits.
    /// </summary>
    string? StateHash() => null;
}
