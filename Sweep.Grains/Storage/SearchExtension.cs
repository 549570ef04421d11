using System.Collections.Immutable;
using System.Globalization;
using Sweep.Grains.Search;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage;

/// <summary>What the trials of a search have used so far.</summary>
internal sealed record SearchUse(int Trials, double Hours, long Steps);

/// <summary>The rules by which a person lets a search go on.</summary>
internal static class SearchExtension
{
    /// <summary>
    /// Adds to the limits, and raises the total of a trial's resource. If the search has ended, what is added counts from what it has
    /// used, because it may have ended early.
    /// </summary>
    /// <param name="spec">A search; or a grid, if there is only another total.</param>
    /// <exception cref="SherlockException">
    /// The search is repeatable, and time differs between machines; a sum is too large; or trials cannot have the total.
    /// </exception>
    public static SweepSpec By(SearchBudget more, SweepSpec spec, SearchUse used, bool hasEnded)
    {
        var extended = more.Resource is { } total ? StopExtension.WithResource(spec, total) : spec;
        return extended with { Search = extended.Search is { } search ? By(more, search, used, hasEnded) : null };
    }

    private static SearchSpec By(SearchBudget more, SearchSpec search, SearchUse used, bool hasEnded)
    {
        if (more.Hours is not null && search.IsRepeatable)
        {
            throw new SherlockException("--hours: the search is repeatable, and hours differ between machines; allowed: --trials, --steps");
        }

        return search with
        {
            Trials = (int?)Sum("--trials", hasEnded ? used.Trials : search.Trials, used.Trials, more.Trials, int.MaxValue) ?? search.Trials,
            Hours = more.Hours is { } hours ? (hasEnded ? used.Hours : search.Hours ?? used.Hours) + hours : search.Hours,
            Steps = Sum("--steps", hasEnded ? used.Steps : search.Steps, used.Steps, more.Steps, long.MaxValue) ?? search.Steps,
        };
    }

    /// <summary>The settings of a file. What the file left to the first submission stays.</summary>
    /// <exception cref="SherlockException">The search becomes repeatable, and the file does not say how.</exception>
    public static SearchSpec From(SearchSpec file, SearchSpec old) => file switch
    {
        { IsRepeatable: true, Lag: null } when old.Lag is { } lag => file with { Lag = lag },
        { IsRepeatable: true, Lag: null } => throw new SherlockException(
            "search.repeatable: found yes, and the search was not repeatable so far; allowed: { lag: 8 }"),
        _ => file,
    };

    /// <summary>The settings that differ, in the words of the sweep file.</summary>
    public static ImmutableArray<SettingChange> Changes(SweepSpec old, SweepSpec extended) =>
    [
        .. Settings(old).Zip(Settings(extended))
            .Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => new SettingChange(pair.First.Name, pair.First.Value, pair.Second.Value)),
    ];

    /// <exception cref="SherlockException">The search would end at once.</exception>
    public static void RequireRoom(string folder, SweepSpec spec, SearchUse used)
    {
        var search = spec.Search!;
        if (search.Trials is { } trials && used.Trials + spec.Seeds.Length > trials)
        {
            throw Full(folder, $"has {used.Trials} of its {trials} trials: --trials N lets it have N more");
        }

        if (search.Hours is { } hours && used.Hours >= hours)
        {
            throw Full(folder, $"has used its {hours} hours: --hours N lets it use N more");
        }

        if (search.Steps is { } steps && used.Steps >= steps)
        {
            throw Full(folder, $"has made its {steps} steps: --steps N lets it make N more");
        }

        if (TrialSpace.Of(spec).Space.Count is { } all && used.Trials / spec.Seeds.Length >= all)
        {
            throw Full(folder, $"has tried all {all} combinations of its space: submit a larger one as a sweep of its own");
        }
    }

    private static long? Sum(string option, long? limit, long used, long? more, long most)
    {
        if (more is not { } added) { return null; }
        var from = limit ?? used;
        return added <= most - from
            ? from + added
            : throw new SherlockException(
                string.Create(CultureInfo.InvariantCulture, $"{option}: found {added}; allowed: at most {most - from}"));
    }

    private static SherlockException Full(string folder, FormattableString text) =>
        new($"'{folder}' {text.ToString(CultureInfo.InvariantCulture)}.");

    private static IEnumerable<(string Name, string? Value)> Settings(SweepSpec spec) =>
    [
        .. spec.Search is { } search ? Settings(search) : [],
        .. spec.Stop is { Holds: true, Rungs: [.., var total] } ? new[] { (spec.Schema.Resource.Plural, Text<long>(total)) } : [],
    ];

    private static IEnumerable<(string Name, string? Value)> Settings(SearchSpec search) =>
    [
        ("sampler", search.Sampler),
        ("trials", Text(search.Trials)),
        ("seed", Text<int>(search.Seed)),
        ("budget.hours", Text(search.Hours)),
        ("budget.steps", Text(search.Steps)),
        ("patience", Text(search.Patience)),
        ("start", search.Start.IsEmpty ? null : string.Join("; ", search.Start.Select(CellText))),
        ("repeatable", search.IsRepeatable ? $"lag {Text(search.Lag)}" : null),
        ("noise", search.IsNoisy ? "yes" : null),
    ];

    private static string CellText(ImmutableSortedDictionary<string, string> cell) =>
        string.Join(", ", cell.Select(value => $"{value.Key} {value.Value}"));

    private static string? Text<T>(T? value)
        where T : struct, IFormattable => value?.ToString(null, CultureInfo.InvariantCulture);
}
