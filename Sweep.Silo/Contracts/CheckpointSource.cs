namespace Sweep.Silo.Contracts;

/// <summary>A checkpoint from which an attempt can continue.</summary>
/// <param name="step">The step at which it was written.</param>
/// <param name="name">Names it in messages.</param>
/// <param name="open">Opens it.</param>
public sealed class CheckpointSource(long step, string name, Func<Stream> open)
{
    /// <summary>The step at which it was written.</summary>
    public long Step => step;

    /// <summary>Names the checkpoint in messages, such as by its path.</summary>
    public string Name => name;

    /// <summary>Opens it for reading, from its beginning. The caller disposes the stream before the training begins.</summary>
    /// <exception cref="UnusableCheckpointException">It cannot be read.</exception>
    public Stream OpenRead() => open();
}
