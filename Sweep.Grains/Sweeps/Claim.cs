using System.Collections.Immutable;

namespace Sweep.Grains.Sweeps;

/// <summary>A hypothesis about a sweep, in a form that its trials can confirm or refute: a measured value of some trials against that of others, or a number.</summary>
/// <param name="Says">What is claimed, in its author's words; one line, and no other claim of its sweep says the same.</param>
/// <param name="Of">The trials that it is about.</param>
/// <param name="Other">The trials that they are compared with, seed by seed; null: with <paramref name="Number"/>.</param>
/// <param name="Number">What they are compared with where there are no other trials.</param>
/// <param name="Margin">
/// Below or above: by how much at least, 0 or more; or, where <paramref name="IsRatio"/>, how many times the other's value, above 0. Like: how far apart at the most.
/// </param>
/// <param name="Take">What counts of several trials of one group and seed.</param>
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
    /// <summary>The trials that it is about, then those that they are compared with, if there are any.</summary>
    internal IEnumerable<ClaimGroup> Groups => Other is null ? [Of] : [Of, Other];
}

/// <summary>Trials that have something in common.</summary>
/// <param name="Terms">Hyperparameters, and of each the values of which a trial has one; empty: all trials.</param>
[GenerateSerializer, Immutable, Alias("sweep.claim-group")]
public sealed record ClaimGroup([property: Id(0)] ImmutableArray<GridAxis> Terms)
{
    public bool Has(Hyperparameters hyperparameters) =>
        Terms.All(term => term.Values.Contains(HyperparameterSchema.Text(hyperparameters, term.Name)));

    /// <summary>Whether it has one of the trials that a grid means.</summary>
    public bool IsIn(SweepSpec spec) => Terms.All(term => term.Values.Intersect(spec.Values(term.Name)).Any());

    /// <summary>Whether it has all trials that a grid means.</summary>
    public bool IsAllOf(SweepSpec spec) => Terms.All(term => !spec.Values(term.Name).Except(term.Values).Any());

    /// <summary>Why it cannot be compared with others where it has all trials.</summary>
    public string NothingElse() => Terms.IsEmpty ? "one side is all trials: nothing to compare with" : $"every trial has {Describe()}: nothing to compare with";

    /// <summary>As people read it: <c>hidden_size 96, cell gru or lstm</c>.</summary>
    public string Describe() => Terms.IsEmpty ? "all trials" : string.Join(", ", Terms.Select(term => $"{term.Name} {string.Join(" or ", term.Values)}"));
}

/// <summary>What is measured of a trial.</summary>
/// <param name="Series">A metric; or, where there is a <paramref name="Beyond"/>, a histogram such as <c>outputs/rnn</c>.</param>
/// <param name="Beyond">Measures the share of the histogram's elements that are smaller than its negative or greater than it; above 0.</param>
/// <param name="At">Which of the points counts.</param>
/// <param name="Moment">The last point up to then counts, for <see cref="ClaimPoint.Moment"/>.</param>
/// <param name="From">Only the points from then on count; null: all.</param>
[GenerateSerializer, Immutable, Alias("sweep.claim-measure")]
public sealed record ClaimMeasure(
    [property: Id(0)] string Series,
    [property: Id(1)] double? Beyond,
    [property: Id(2)] ClaimPoint At,
    [property: Id(3)] ClaimMoment? Moment = null,
    [property: Id(4)] ClaimMoment? From = null)
{
    /// <summary>As people read it: <c>highest train/loss from epoch 2 on</c>.</summary>
    public string Describe()
    {
        var what = Beyond is { } limit ? FormattableString.Invariant($"share of {Series} beyond ±{limit}") : Series;
        var from = From is null ? "" : From == ClaimMoment.LastEpoch ? " in the last epoch" : $" from {From.Describe()} on";
        return At switch
        {
            ClaimPoint.Moment => $"{what} at {Moment!.Describe()}",
            ClaimPoint.Last => $"{what} at the end",
            _ => $"{At.ToString().ToLowerInvariant()} {what}{from}",
        };
    }
}

/// <summary>A place in a training.</summary>
/// <param name="Number">From 1; of epochs, 0 for the last.</param>
[GenerateSerializer, Immutable, Alias("sweep.claim-moment")]
public sealed record ClaimMoment([property: Id(0)] ClaimUnit Unit, [property: Id(1)] long Number)
{
    public static ClaimMoment LastEpoch { get; } = new(ClaimUnit.Epoch, 0);

    /// <summary>As the grid file writes it: <c>epoch 2</c>.</summary>
    public string Describe() => this == LastEpoch ? "last epoch" : FormattableString.Invariant($"{Unit.ToString().ToLowerInvariant()} {Number}");
}

public enum ClaimUnit
{
    Epoch = 0,
    Step = 1,
}

/// <summary>Which of a series' points counts.</summary>
public enum ClaimPoint
{
    Last = 0,
    Highest = 1,
    Lowest = 2,
    Mean = 3,

    /// <summary>The last one up to a moment.</summary>
    Moment = 4,
}

/// <summary>How the trials compare, as is claimed.</summary>
public enum ClaimRelation
{
    Below = 0,
    Above = 1,
    Like = 2,
}

/// <summary>What counts of several trials of one seed.</summary>
public enum ClaimTake
{
    Mean = 0,
    Highest = 1,
    Lowest = 2,

    /// <summary>The highest less the lowest: how much it matters what else differs between them.</summary>
    Range = 3,
}
