using System.Collections.Concurrent;

namespace Sweep.Model.Networks;

/// <summary>Remembers for which shapes some arithmetic was compared with another, and whether it was right. Threads may share it.</summary>
/// <param name="tolerance">The largest difference that is right.</param>
/// <param name="difference">Computes a shape's difference; it takes as long as some steps of training.</param>
/// <param name="warning">Says what is wrong.</param>
internal sealed class Proof<TShape>(double tolerance, Func<TShape, double> difference, Func<TShape, double, string> warning)
    where TShape : notnull
{
    private readonly ConcurrentDictionary<TShape, Verdict> _verdicts = new();
    private int _warnings;
    private string? _warning;

    /// <summary>Whether the arithmetic is right for a shape. The first thread that asks compares; others that ask wait for it.</summary>
    public bool Holds(TShape shape)
    {
        var verdict = _verdicts.GetOrAdd(shape, _ => new());
        lock (verdict) { return verdict.Holds ??= Compare(shape); }
    }

    /// <summary>What was first found wrong, for the first caller after that; else null.</summary>
    public string? TakeWarning() => Interlocked.Exchange(ref _warning, null);

    private bool Compare(TShape shape)
    {
        var found = difference(shape);

        // No comparison holds for NaN.
        var holds = found <= tolerance;
        if (!holds && Interlocked.Increment(ref _warnings) == 1) { Volatile.Write(ref _warning, warning(shape, found)); }
        return holds;
    }

    private sealed class Verdict
    {
        public bool? Holds { get; set; }
    }
}
