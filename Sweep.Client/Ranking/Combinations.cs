using Sweep.Grains.Storage;

namespace Sweep.Client.Ranking;

/// <summary>The trials of a sweep by combination: one for each seed. Early stopping compares combinations.</summary>
internal static class Combinations
{
    /// <summary>The trials of each combination by number, in the order of their first.</summary>
    public static IReadOnlyList<IReadOnlyList<TrialSummary>> Of(SweepSummary sweep, IEnumerable<TrialSummary> trials) =>
    [
        .. trials.OrderBy(trial => trial.Id.Number)
            .GroupBy(trial => Key(sweep, trial))
            .Select(combination => combination.ToList())
            .OrderBy(combination => combination[0].Id.Number),
    ];

    /// <summary>A search gives each combination its trials in a row; those of a grid may lie apart.</summary>
    private static string Key(SweepSummary sweep, TrialSummary trial) => sweep.Spec switch
    {
        { Seeds.Length: 1 } => $"{trial.Id.Number}",
        { Search: not null } spec => $"{(trial.Id.Number - 1) / spec.Seeds.Length}",
        _ => trial.Hyperparameters.ToJson(),
    };
}
