using System.Collections.Immutable;
using Sweep.Grains;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Slots;

/// <summary>
/// The state that a training had at its best point, in a file of the attempt's own. It becomes a checkpoint when the next newest one does:
/// an objective may improve at every step, and a copy that is neither flushed nor stored costs little.
/// </summary>
/// <remarks>
/// If the process dies before that, nothing is wrong: the next attempt continues from a checkpoint before this point, makes it again, and
/// keeps it again.
/// </remarks>
/// <param name="file">Makes the name of the file.</param>
internal sealed class BestState(BestPoint best, Func<string> file) : IDisposable
{
    private FileStream? _copy;

    /// <summary>The step of the trial's best point; null before the first.</summary>
    public long? BestStep => best.Step;

    /// <summary>The step of the state that waits to become a checkpoint; null if none waits.</summary>
    public long? Waiting { get; private set; }

    /// <summary>Notes the points of a step.</summary>
    public void Note(ImmutableArray<MetricPoint> points)
    {
        if (best.Note(points)) { Waiting = null; }
    }

    /// <summary>Whether a training is at its best point, and its state is neither copied nor a checkpoint already.</summary>
    /// <param name="saved">The step of the newest checkpoint.</param>
    public bool MustKeep(ITraining training, long saved) =>
        best.Step is { } step && training.CheckpointStep == step && step > saved && step != Waiting;

    /// <summary>Copies the state of a training that is at its best point.</summary>
    /// <exception cref="SherlockException">The copy cannot be written.</exception>
    public void Keep(ITraining training)
    {
        string? path = null;
        try
        {
            _copy ??= new(path = file(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
            (_copy.Position, Waiting) = (0, null);
            _copy.SetLength(0);
            training.Save(_copy);
            _copy.Flush();
            Waiting = best.Step;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw AttemptStart.Unwritable(path ?? _copy?.Name, exception);
        }
    }

    /// <summary>Writes the state that waits.</summary>
    public void CopyTo(Stream destination)
    {
        var copy = _copy ?? throw new InvalidOperationException("No state waits.");
        copy.Position = 0;
        copy.CopyTo(destination);
    }

    /// <summary>Notes that the state is a checkpoint now, or will not be one.</summary>
    public void Release() => Waiting = null;

    public void Dispose() => _copy?.Dispose();
}
