using Sweep.Model.Vectors;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Slots;

/// <summary>
/// The word vectors of an attempt's training, if it has any. The last ones that were all finite are kept, for the projector of a trial that
/// diverges.
/// </summary>
internal sealed class AttemptVectors(TimeProvider time)
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    private long _copiedAt;

    /// <summary>The newest copy that was all finite; null before the first.</summary>
    public WordVectors? Finite { get; private set; }

    /// <summary>Copies the vectors as they are now.</summary>
    public WordVectors? Copy(ITraining training)
    {
        _copiedAt = time.GetTimestamp();
        var vectors = (training as IHasWordVectors)?.Vectors();
        if (vectors is { AreFinite: true }) { Finite = vectors; }
        return vectors;
    }

    /// <summary>Copies them once per second at most. That takes a fraction of a millisecond.</summary>
    public void Refresh(ITraining training)
    {
        if (time.GetElapsedTime(_copiedAt) >= _interval) { Copy(training); }
    }
}
