namespace Sweep.Grains.Search.Stopping;

/// <summary>What a stopper knows of one trial.</summary>
public sealed class RungTrial
{
    private readonly List<double> _values = [];

    internal RungTrial(int number, int target) => (Number, Target) = (number, target);

    /// <summary>The trial's number in the search.</summary>
    public int Number { get; }

    /// <summary>The rung until which it may train.</summary>
    public int Target { get; private set; }

    /// <summary>The highest rung that it has reached; −1 before the first.</summary>
    public int Reached => _values.Count - 1;

    /// <summary>Its objective at each rung that it has reached, to be minimized; infinite if it diverged.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>Whether it diverged, failed for good or was cancelled. It is never promoted.</summary>
    public bool IsOut { get; private set; }

    /// <summary>Whether it waits at a rung for its promotion.</summary>
    public bool IsHeld => !IsOut && Reached == Target;

    /// <summary>Whether it trains, or waits for a slot.</summary>
    public bool IsRunning => !IsOut && Reached < Target;

    internal void Promote(int target) => Target = target;

    internal void Reach(double value) => _values.Add(value);

    internal void Leave() => IsOut = true;
}
