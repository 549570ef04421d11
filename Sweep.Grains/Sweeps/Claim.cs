using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Sweep.Grains.Sweeps;

/// <summary>
/// A hypothesis about a sweep that its trials can confirm or refute. It compares a measured value of some trials with that of others, or
/// with a number.
/// </summary>
/// <param name="Says">The claim in its author's words; one line, different from all other claims of the sweep.</param>
/// <param name="Of">The trials that the claim is about.</param>
/// <param name="Other">The trials to compare with, seed by seed; null compares with <paramref name="Number"/>.</param>
/// <param name="Number">The number to compare with if there are no other trials.</param>
/// <param name="Margin">
/// For below and above: the smallest difference, 0 or more; or, if <paramref name="IsRatio"/> is set, the factor to the other value, above
/// 0. For like: the largest difference.
/// </param>
/// <param name="Take">How to combine several trials of one group and seed.</param>
[GenerateSerializer, Immutable, Alias("sweep.claim")]
public sealed record Claim(
    [property: Id(0)] string Says,
    [property: Id(1)] ClaimMeasure Measure,
    [property: Id(2)] ClaimGroup Of,
    [property: Id(3)] ClaimRelation Relation,
    [property: Id(4)] ClaimGroup? Other,
    [property: Id(5)] double Number,
    [property: Id(6)] double Margin,
    [property: Id(7)] bool IsRatio,
    [property: Id(8)] ClaimTake Take)
{
    /// <summary>The trials that the claim is about, then those to compare with, if any.</summary>
    internal IEnumerable<ClaimGroup> Groups => Other is null ? [Of] : [Of, Other];
}

/// <summary>Trials that share some hyperparameters.</summary>
/// <param name="Terms">The hyperparameters, each with the values of which a trial has one; empty means all trials.</param>
[GenerateSerializer, Immutable, Alias("sweep.claim-group")]
public sealed record ClaimGroup([property: Id(0)] ImmutableArray<GridAxis> Terms)
{
    public bool Has(Hyperparameters hyperparameters) =>
        Terms.All(term => term.Values.Contains(hyperparameters.Text(term.Name)));

    /// <summary>Whether the sweep may have a trial of the group. A search may find any value of a range.</summary>
    public bool IsIn(SweepSpec spec) =>
        Terms.All(term => spec.Values(term.Name) is var values && (values.IsEmpty || term.Values.Intersect(values).Any()));

    /// <summary>Whether the group contains all trials of the sweep.</summary>
    public bool IsAllOf(SweepSpec spec) =>
        Terms.All(term => spec.Values(term.Name) is { IsEmpty: false } values && !values.Except(term.Values).Any());

    /// <summary>Says why the group cannot be compared with others if it contains all trials.</summary>
    public string NothingElse() =>
        Terms.IsEmpty ? "one side is all trials: nothing to compare with" : $"every trial has {Describe()}: nothing to compare with";

    /// <summary>The group as people read it: <c>hidden_size 96, cell gru or lstm</c>.</summary>
    public string Describe() =>
        Terms.IsEmpty ? "all trials" : string.Join(", ", Terms.Select(term => $"{term.Name} {string.Join(" or ", term.Values)}"));
}

/// <summary>Says what to measure of a trial.</summary>
/// <param name="Series">A metric; or, if <paramref name="Beyond"/> is set, a histogram such as <c>outputs/rnn</c>.</param>
/// <param name="Beyond">If set, the measure is the share of the histogram's elements that are smaller than its negative or greater than it;
/// above 0.</param>
/// <param name="At">Selects the point that counts.</param>
/// <param name="Moment">For <see cref="ClaimPoint.Moment"/>: the last point up to this moment counts.</param>
/// <param name="From">Only the points from this moment on count; null counts all.</param>
[GenerateSerializer, Immutable, Alias("sweep.claim-measure")]
public sealed record ClaimMeasure(
    [property: Id(0)] string Series,
    [property: Id(1)] double? Beyond,
    [property: Id(2)] ClaimPoint At,
    [property: Id(3)] ClaimMoment? Moment = null,
    [property: Id(4)] ClaimMoment? From = null)
{
    /// <summary>As people read it: <c>highest train/loss from epoch 2 on</c>.</summary>
    /// <param name="resource">What training is counted in, such as <c>epoch</c>.</param>
    public string Describe(string resource)
    {
        var what = Beyond is { } limit ? FormattableString.Invariant($"share of {Series} beyond ±{limit}") : Series;
        var from = From is null ? "" : From == ClaimMoment.LastLevel ? $" in the last {resource}" : $" from {From.Describe(resource)} on";
        return At switch
        {
            ClaimPoint.Moment => $"{what} at {Moment!.Describe(resource)}",
            ClaimPoint.Last => $"{what} at the end",
            _ => $"{At.ToString().ToLowerInvariant()} {what}{from}",
        };
    }
}

/// <summary>A moment in a trial's training.</summary>
/// <param name="Number">From 1; of levels of the resource, 0 for the last.</param>
[GenerateSerializer, Immutable, Alias("sweep.claim-moment")]
public sealed record ClaimMoment([property: Id(0)] ClaimUnit Unit, [property: Id(1)] long Number)
{
    public static ClaimMoment LastLevel { get; } = new(ClaimUnit.Level, 0);

    /// <summary>The moment as the sweep file writes it: <c>epoch 2</c>.</summary>
    /// <param name="resource">What training is counted in, such as <c>epoch</c>.</param>
    public string Describe(string resource) => this == LastLevel
        ? $"last {resource}"
        : FormattableString.Invariant($"{(Unit is ClaimUnit.Step ? "step" : resource)} {Number}");
}

public enum ClaimUnit
{
    /// <summary>A level of the trainable's resource, at its end. Databases have the name of the language model's resource for it.</summary>
    [JsonStringEnumMemberName("Epoch")]
    Level = 0,

    /// <summary>A step.</summary>
    Step = 1,
}

/// <summary>Selects one of a series' points.</summary>
public enum ClaimPoint
{
    Last = 0,
    Highest = 1,
    Lowest = 2,
    Mean = 3,

    /// <summary>The last point up to a moment.</summary>
    Moment = 4,
}

/// <summary>How the claimed values compare.</summary>
public enum ClaimRelation
{
    Below = 0,
    Above = 1,
    Like = 2,
}

/// <summary>How to combine several trials of one seed.</summary>
public enum ClaimTake
{
    Mean = 0,
    Highest = 1,
    Lowest = 2,

    /// <summary>The highest minus the lowest value: the effect of all other differences between the trials.</summary>
    Range = 3,
}
