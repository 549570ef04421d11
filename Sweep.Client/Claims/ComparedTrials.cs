using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Claims;

/// <summary>
/// The trials by which a claim is judged. If a sweep was extended, one group may have combinations of the other hyperparameters that the
/// other group lacks. Those trials are left out, so that only the difference between the groups counts.
/// </summary>
/// <param name="LeftOut">Number of trials of either group that have no counterpart with the same seed in the other.</param>
/// <param name="Obstacle">The reason why these trials can decide nothing; null if they can.</param>
internal sealed record ComparedTrials(IReadOnlyList<TrialSummary> Trials, int LeftOut, string? Obstacle)
{
    /// <param name="schema">The schema of the sweep.</param>
    /// <param name="trials">The trials of the whole sweep.</param>
    public static ComparedTrials Of(Claim claim, TrainableSchema schema, IReadOnlyList<TrialSummary> trials)
    {
        if (claim.Other is not { } other) { return new(trials, 0, Lack(claim.Of, trials)); }
        if ((Lack(claim.Of, trials) ?? Lack(other, trials)) is { } lack) { return new(trials, 0, lack); }
        if (Array.Find([claim.Of, other], group => trials.All(trial => group.Has(trial.Hyperparameters))) is { } all)
        {
            return new(trials, 0, all.NothingElse());
        }

        return Paired(schema, claim.Of, other, trials);
    }

    private static ComparedTrials Paired(TrainableSchema schema, ClaimGroup of, ClaimGroup other, IReadOnlyList<TrialSummary> trials)
    {
        var (ofs, others) = (Members(of, trials), Members(other, trials));
        var names = schema.TrainedNames.Except(of.Terms.Concat(other.Terms).Select(term => term.Name)).ToList();
        var shared = ofs.Select(Combination).Intersect(others.Select(Combination)).ToHashSet();
        var all = ofs.Union(others).ToList();
        var paired = all.FindAll(trial => shared.Contains(Combination(trial)));
        if (paired.Count > 0) { return new(paired, all.Count - paired.Count, null); }
        var both = $"both {of.Describe()} and {other.Describe()}";
        return new(trials, 0, ofs.Select(trial => trial.Seed).Intersect(others.Select(trial => trial.Seed)).Any()
            ? $"no combination of the other hyperparameters has trials of {both}"
            : $"no seed has trials of {both}");

        (int Seed, string Others) Combination(TrialSummary trial) =>
            (trial.Seed, string.Join(' ', names.Select(name => trial.Hyperparameters.Text(name))));
    }

    private static List<TrialSummary> Members(ClaimGroup group, IReadOnlyList<TrialSummary> trials) =>
        [.. trials.Where(trial => group.Has(trial.Hyperparameters))];

    private static string? Lack(ClaimGroup group, IReadOnlyList<TrialSummary> trials) =>
        trials.Any(trial => group.Has(trial.Hyperparameters)) ? null : $"no trial of the sweep has {group.Describe()}";
}
