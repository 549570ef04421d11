using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Sweep.Grains.Sweeps;

/// <summary>How a sweep searches its space, as the sections <c>space</c> and <c>search</c> of its file say.</summary>
/// <param name="Space">The hyperparameters that vary, in the file's order.</param>
[GenerateSerializer, Immutable, Alias("sweep.search-spec")]
public sealed record SearchSpec([property: Id(0)] ImmutableArray<SpaceAxis> Space)
{
    /// <summary>The sampler's word: auto, gp, tpe, halton, random, or one that the program adds.</summary>
    [Id(1)]
    public string Sampler { get; init; } = "auto";

    /// <summary>
    /// The number of trials after which the search ends, one per seed of a combination; null if only the budget or the space ends it.
    /// </summary>
    [Id(2)]
    public int? Trials { get; init; }

    /// <summary>The seed from which all random numbers of the search start. It is no trial's seed.</summary>
    [Id(3)]
    public int Seed { get; init; } = 1;

    /// <summary>The slot time in hours after which the search ends; null for no limit.</summary>
    [Id(4)]
    public double? Hours { get; init; }

    /// <summary>The steps of all trials together after which the search ends; null for no limit.</summary>
    [Id(5)]
    public long? Steps { get; init; }

    /// <summary>The number of combinations in a row without a better result after which the search ends; null for no limit.</summary>
    [Id(6)]
    public int? Patience { get; init; }

    /// <summary>The combinations that are tried first: canonical texts by name.</summary>
    [Id(7)]
    public ImmutableArray<ImmutableSortedDictionary<string, string>> Start { get; init; } = [];

    /// <summary>
    /// Whether the list of trials depends on the file and the results alone, and not on the number of slots or on how long trials take.
    /// </summary>
    [Id(8)]
    public bool IsRepeatable { get; init; }

    /// <summary>
    /// How many combinations may be open at once in a repeatable search: combination i is chosen with exactly the results of 0 … i − lag.
    /// Null until submission if the file says <c>repeatable: yes</c>: it is then the number of slots that are there.
    /// </summary>
    [Id(9)]
    public int? Lag { get; init; }

    /// <summary>
    /// Whether the same combination may give different results, so that the sampler's model learns by how much. Default false.
    /// </summary>
    [Id(10), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsNoisy { get; init; }

    /// <summary>
    /// Whether results change neither what is chosen nor when the search ends, so that trials can be chosen some time before they begin.
    /// </summary>
    [JsonIgnore]
    internal bool IsBlind => Sampler is "random" or "halton" && (Hours, Steps, Patience) is (null, null, null);

    /// <summary>What varies under a name; null if nothing does.</summary>
    public SpaceAxis? Axis(string name) => Space.FirstOrDefault(axis => axis.Name == name);

    /// <inheritdoc cref="SweepSpec.Has"/>
    internal bool Has(Hyperparameters trial, string name) =>
        Axis(name) is not { WhenName: { } when } axis || (axis.WhenValues.Contains(trial.Text(when)) && Has(trial, when));

    /// <summary>Equal searches have equal spaces and settings.</summary>
    public bool Equals(SearchSpec? other) =>
        other is not null
        && (Sampler, Trials, Seed, Hours, Steps) == (other.Sampler, other.Trials, other.Seed, other.Hours, other.Steps)
        && (Patience, IsRepeatable, Lag, IsNoisy) == (other.Patience, other.IsRepeatable, other.Lag, other.IsNoisy)
        && Space.SequenceEqual(other.Space)
        && Start.Length == other.Start.Length
        && Start.Zip(other.Start).All(pair => pair.First.SequenceEqual(pair.Second));

    public override int GetHashCode() => HashCode.Combine(Sampler, Trials, Seed, Space.Length, Start.Length);
}
