using System.Collections.Immutable;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>Selects and orders the trials of a page.</summary>
/// <param name="Statuses">The statuses to read; empty means all.</param>
/// <param name="Sort">What the trials are ordered by.</param>
/// <param name="Hyperparameter">The hyperparameter by which they are ordered; null if <paramref name="Sort"/> says all.</param>
/// <param name="Descending">Whether the greatest comes first. A trial without a value comes last in either direction.</param>
/// <param name="Terms">What a trial must match.</param>
/// <param name="After">The last trial of the page before; null for the first page.</param>
/// <param name="Most">The most trials of the page, from 1.</param>
internal sealed record TrialQuery(
    ImmutableArray<TrialStatus> Statuses, TrialSort Sort, string? Hyperparameter, bool Descending, ImmutableArray<TrialTerm> Terms,
    TrialPlace? After, int Most)
{
    /// <summary>What counts as best. Default: the least.</summary>
    public Goal Goal { get; init; }
}

/// <summary>A condition on a trial: one of some hyperparameters has, or contains, a text. A number also means the trial with it.</summary>
/// <param name="Names">The hyperparameters that are looked at.</param>
/// <param name="Text">The text.</param>
/// <param name="IsWhole">Whether the whole value must be the text.</param>
internal sealed record TrialTerm(ImmutableArray<string> Names, string Text, bool IsWhole)
{
    /// <summary>The trial that the text names; null if it is no number, or is about one hyperparameter.</summary>
    public int? Number => !IsWhole && int.TryParse(Text, out var number) ? number : null;
}

/// <summary>Where a page of trials ends.</summary>
/// <param name="Trial">The number of its last trial.</param>
/// <param name="Position">The place of that trial in the order, from 0, as it was then.</param>
internal readonly record struct TrialPlace(int Trial, int Position)
{
    /// <summary>
    /// The place at which the next page begins: behind the trial, where it stands now. If it does not match any more, at the place that it
    /// had, because the trial behind it stands there now.
    /// </summary>
    public int Next(List<int> numbers) => numbers.IndexOf(Trial) is >= 0 and var now ? now + 1 : Math.Min(Position, numbers.Count);
}

/// <summary>What trials can be ordered by.</summary>
internal enum TrialSort
{
    Number,

    /// <summary>The rank, as in the view <c>best_trials</c>.</summary>
    Best,
    Last,
    Status,
    Seed,
    Step,
    Seconds,
    Attempts,
    Started,
    Finished,
    Hyperparameter,
}

/// <summary>A page of trials.</summary>
/// <param name="Trials">In the order of the query.</param>
/// <param name="Total">The number of trials that match, on all pages.</param>
/// <param name="Next">Where the page ends; null if it is the last.</param>
internal sealed record TrialPage(IReadOnlyList<TrialSummary> Trials, int Total, TrialPlace? Next);
