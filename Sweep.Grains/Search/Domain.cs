namespace Sweep.Grains.Search;

/// <summary>
/// The values of one hyperparameter that a search may try. A sampler sees a value as its coordinate, a number in [0, 1]. A coordinate that
/// is uniform there gives a value that has the distribution of the domain.
/// </summary>
public abstract record Domain
{
    /// <summary>Whether its values have no order, so that two different ones are all equally far apart. Default false.</summary>
    public virtual bool IsCategory => false;

    public abstract object? ValueAt(double coordinate);

    /// <summary>The coordinate of one of its values: the middle of those that <see cref="ValueAt"/> maps to the value.</summary>
    public abstract double CoordinateOf(object? value);

    public abstract bool Contains(object? value);

    /// <summary>Moves a coordinate to that of the value which it stands for.</summary>
    public virtual double Snap(double coordinate) => CoordinateOf(ValueAt(coordinate));
}

/// <summary>A domain whose values can be counted. A level is a value's index.</summary>
public abstract record DiscreteDomain : Domain
{
    /// <summary>The number of values, at least 1.</summary>
    public abstract long Count { get; }

    public abstract object? ValueOf(long level);

    /// <summary>The level of a value, or −1 if the value is not in the domain.</summary>
    public abstract long LevelOf(object? value);

    public virtual long LevelAt(double coordinate) => Math.Clamp((long)(coordinate * Count), 0, Count - 1);

    public virtual double CenterOf(long level) => (level + 0.5) / Count;

    /// <summary>The coordinates that a level covers. The levels cover [0, 1] without gaps.</summary>
    public virtual (double Low, double High) EdgesOf(long level) => ((double)level / Count, (level + 1.0) / Count);

    public sealed override object? ValueAt(double coordinate) => ValueOf(LevelAt(coordinate));

    public sealed override double CoordinateOf(object? value) => CenterOf(LevelOf(value));

    public sealed override bool Contains(object? value) => LevelOf(value) >= 0;

    public sealed override double Snap(double coordinate) => CenterOf(LevelAt(coordinate));
}
