using Sweep.Client.Backends;
using Sweep.Grains.Sweeps;
using Sweep.Model.Vectors;

namespace Sweep.Silo.Contracts;

/// <summary>A training that learns a vector for each word. Its attempt shows them in TensorBoard's projector.</summary>
public interface IHasWordVectors
{
    /// <summary>A copy of the current vectors; null if there are none yet. It is called on the slot's thread, between two items.</summary>
    WordVectors? Vectors();
}

/// <summary>
/// A training that says how much work it does, for the silo's metrics. All members are called on the slot's thread, between two items.
/// </summary>
public interface ICountsWork
{
    /// <summary>Items that each step trains on, such as words or images. The metrics call them words.</summary>
    long ItemsPerStep { get; }

    /// <summary>Steps of one epoch, at least 1.</summary>
    long StepsPerEpoch { get; }

    /// <summary>The time that everything besides training steps has taken since the attempt began, such as validation.</summary>
    TimeSpan Validating { get; }
}

/// <summary>A trainable whose checkpoints have a vector for each word, in the form of the built-in model.</summary>
internal interface IReadsWordVectors
{
    /// <summary>Reads the vectors of the most common words from a checkpoint, on any thread.</summary>
    /// <exception cref="UnusableCheckpointException">The checkpoint is damaged.</exception>
    WordVectors Read(CheckpointSource checkpoint);

    /// <summary>Reads one vector of each word from a checkpoint, on any thread.</summary>
    /// <exception cref="UnusableCheckpointException">The checkpoint is damaged.</exception>
    WordSpace Read(CheckpointSource checkpoint, VectorSide side);
}

/// <summary>
/// A trainable that can draw its model as a graph of operations. TensorBoard shows the graph of each architecture once. The members are
/// called on threads other than the slots', several at the same time. An exception is logged, and the trial has no graph.
/// </summary>
public interface IHasModelGraph
{
    /// <summary>
    /// A name for everything that a trial's graph depends on: letters, digits, '_', '-' and '.', because it is part of a file's name.
    /// </summary>
    string Architecture(Hyperparameters hyperparameters);

    /// <summary>The graph as TensorFlow's GraphDef, serialized.</summary>
    ReadOnlyMemory<byte> Graph(Hyperparameters hyperparameters);
}

/// <summary>A training whose reports are kept elsewhere until the slot takes them, so that the slot may take its time.</summary>
internal interface IKeepsReports
{
    /// <summary>Called often while the slot waits until there is room for more reports.</summary>
    /// <param name="cancellationToken">Cancelled when the attempt should end early.</param>
    void WhileWaiting(CancellationToken cancellationToken);
}

/// <summary>
/// A trainable that checks a sweep before it is stored, for example whether its data is there. The members are called on a thread of the
/// command line, never of a slot.
/// </summary>
public interface IPreparesSweeps
{
    /// <summary>Checks a sweep, and says how much it is to train.</summary>
    /// <exception cref="Grains.SherlockException">The sweep cannot be trained here.</exception>
    /// <exception cref="InvalidHyperparametersException">One of its trials can never be trained.</exception>
    SweepCheck Check(SweepSpec spec, CancellationToken cancellationToken);

    /// <summary>Checks that a trial can continue from its checkpoint.</summary>
    /// <param name="trial">Has a checkpoint.</param>
    /// <exception cref="Grains.SherlockException">It cannot; the message says what to do.</exception>
    void CheckCheckpoint(TrialContext trial);
}

/// <summary>
/// A trainable that writes the model of a trial as files for other programs, for <c>model export</c>. Of a trainable that does not, the
/// checkpoint is copied as it is. The member is called on a thread of the command line, never of a slot.
/// </summary>
public interface IExportsModels
{
    /// <summary>Writes the model of a trial's checkpoint.</summary>
    /// <param name="trial">Has a checkpoint.</param>
    /// <param name="folder">An empty folder. It is removed if this fails.</param>
    /// <exception cref="UnusableCheckpointException">The checkpoint is damaged.</exception>
    void Export(TrialContext trial, string folder, CancellationToken cancellationToken);
}

/// <summary>A trainable whose trials can write text. The members are called on a thread of the command line, never of a slot.</summary>
public interface IWritesText
{
    /// <summary>Why a trial with these hyperparameters writes no text, after its name; null if it does.</summary>
    string? Obstacle(Hyperparameters hyperparameters) => null;

    /// <summary>Generates text with a trial's checkpoint.</summary>
    /// <param name="trial">Has a checkpoint.</param>
    /// <exception cref="UnusableCheckpointException">The checkpoint is damaged.</exception>
    GeneratedText Write(TrialContext trial, GenerationRequest request, CancellationToken cancellationToken);
}
