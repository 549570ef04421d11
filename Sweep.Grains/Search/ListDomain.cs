using System.Collections.Immutable;

namespace Sweep.Grains.Search;

/// <summary>
/// Values that are listed, all equally probable. A list of numbers is ordered: a sampler sees their indexes. A list of words is a category.
/// </summary>
public sealed record ListDomain : DiscreteDomain
{
    public ListDomain(params ImmutableArray<object?> values)
    {
        Values = values.Length > 0 ? values : throw new SherlockException("A list without values has nothing to try.");
        if (values.Distinct().Count() < values.Length)
        {
            throw new SherlockException($"{values.GroupBy(value => value).First(group => group.Count() > 1).Key} is listed twice.");
        }

        IsCategory = !values.All(value => value is long or double);
    }

    public ImmutableArray<object?> Values { get; }

    public override bool IsCategory { get; }

    public override long Count => Values.Length;

    public override object? ValueOf(long level) => Values[(int)level];

    public override long LevelOf(object? value) => Values.IndexOf(value);

    public bool Equals(ListDomain? other) => other is not null && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => Values.Length;
}
