using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Sweep.Grains.Sweeps;

/// <summary>How a sweep ends or holds poor trials early.</summary>
/// <param name="Kind">The rule.</param>
[GenerateSerializer, Immutable, Alias("sweep.stop-spec")]
public sealed record StopSpec([property: Id(0)] StopKind Kind)
{
    /// <summary>
    /// The resource levels at which trials are compared, ascending; the last is the total. For median: <see cref="From"/>, then each
    /// <see cref="Every"/> below the total, and the total.
    /// </summary>
    [Id(1)]
    public ImmutableArray<long> Rungs { get; init; } = [];

    /// <summary>One of so many trials goes on from a rung, at least 2. Of asha only.</summary>
    [Id(2)]
    public int Factor { get; init; } = 2;

    /// <summary>The rank correlation with the end at which a rung is trusted, from 0 to 1; 0 trusts all. Of asha only.</summary>
    [Id(3)]
    public double Guard { get; init; } = 0.8;

    /// <summary>How many of the lowest rungs new trials begin at; 1: all at the first. Of asha only.</summary>
    [Id(4)]
    public int Brackets { get; init; } = 1;

    /// <summary>
    /// Whether a poor trial ends at a rung instead of waiting there, for trainables that write no checkpoints. Of asha only.
    /// </summary>
    [Id(5)]
    public bool Ends { get; init; }

    /// <summary>How many trials must have ended before others are compared with them. Of median only.</summary>
    [Id(6)]
    public int Trials { get; init; } = 5;

    /// <summary>The first resource level at which trials are compared. Of median only.</summary>
    [Id(7)]
    public long From { get; init; } = 1;

    /// <summary>The distance between two such levels. Of median only.</summary>
    [Id(8)]
    public long Every { get; init; } = 1;

    /// <summary>
    /// Of a grid only: the number of trials that train at once in virtual time, so that the decisions do not depend on the number of slots;
    /// null if they are made as results come. A search has its own, <see cref="SearchSpec.Lag"/>.
    /// </summary>
    [Id(9)]
    public int? Lag { get; init; }

    /// <summary>Of a grid only: whether its decisions depend on the file and the results alone.</summary>
    [Id(10)]
    public bool IsRepeatable { get; init; }

    /// <summary>
    /// Of a grid only: whether its combinations begin in the order of the file. Otherwise they begin in an order that does not follow it,
    /// and that is the same for the same grid. Of asha only.
    /// </summary>
    [Id(11)]
    public bool InFileOrder { get; init; }

    /// <summary>Whether trials are held with a checkpoint, and go on later; otherwise those that are poor end while they run.</summary>
    [JsonIgnore]
    public bool Holds => Kind is StopKind.Asha && !Ends;

    /// <summary>Equal rules have equal rungs.</summary>
    public bool Equals(StopSpec? other) =>
        other is not null
        && (Kind, Factor, Guard, Brackets, Ends, InFileOrder)
            == (other.Kind, other.Factor, other.Guard, other.Brackets, other.Ends, other.InFileOrder)
        && (Trials, From, Every, Lag, IsRepeatable) == (other.Trials, other.From, other.Every, other.Lag, other.IsRepeatable)
        && Rungs.SequenceEqual(other.Rungs);

    public override int GetHashCode() => HashCode.Combine(Kind, Rungs.Length, Factor, Guard);
}

/// <summary>The rules for early stopping.</summary>
public enum StopKind
{
    /// <summary>Promotion ASHA: trials are held at rungs, and the good ones go on.</summary>
    Asha = 0,

    /// <summary>The median rule: trials that are worse than half of the others end.</summary>
    Median = 1,
}
