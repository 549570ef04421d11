namespace Sweep.Client.Claims;

/// <summary>What a sweep says about a claim.</summary>
internal enum Verdict
{
    /// <summary>The difference lies in the claimed direction, beyond what the seeds' spread explains.</summary>
    Confirmed,

    /// <summary>It lies the other way, beyond what the seeds' spread explains.</summary>
    Refuted,

    /// <summary>It may lie either way, or what would tell it is missing.</summary>
    Undecided,
}

/// <summary>A claim and what the sweep says about it.</summary>
/// <param name="Says">The claim in its author's words.</param>
/// <param name="Reason">One line with the numbers, or with what is missing.</param>
/// <param name="Groups">The one or two groups of trials that were looked at, the claim's subject first; empty where nothing could be measured.</param>
internal sealed record ClaimFinding(string Says, Verdict Verdict, string Reason, IReadOnlyList<GroupValue> Groups);

/// <summary>A group of trials and what was measured of it.</summary>
/// <param name="Label">What its trials have in common, such as <c>hidden_size 96</c>.</param>
/// <param name="Seeds">The value of each seed, ascending by seed; infinite where a trial diverged.</param>
/// <param name="Mean">Over the seeds.</param>
/// <param name="Spread">The sample's standard deviation over the seeds; null for one seed.</param>
internal sealed record GroupValue(string Label, IReadOnlyList<SeedValue> Seeds, double Mean, double? Spread);

internal sealed record SeedValue(int Seed, double Value);
