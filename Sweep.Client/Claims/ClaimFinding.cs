namespace Sweep.Client.Claims;

/// <summary>What a sweep's data say about a claim.</summary>
internal enum Verdict
{
    /// <summary>The difference lies in the claimed direction, beyond what the seeds' spread explains.</summary>
    Confirmed,

    /// <summary>The difference lies in the opposite direction, beyond what the seeds' spread explains.</summary>
    Refuted,

    /// <summary>The difference may lie in either direction, or data are missing.</summary>
    Undecided,
}

/// <summary>A claim and what the sweep's data say about it.</summary>
/// <param name="Says">The claim in its author's words.</param>
/// <param name="Reason">One line with the numbers, or with what is missing.</param>
/// <param name="Groups">The one or two groups of trials that were compared, the claim's subject first; empty if nothing could be
/// measured.</param>
internal sealed record ClaimFinding(string Says, Verdict Verdict, string Reason, IReadOnlyList<GroupValue> Groups);

/// <summary>A group of trials and its measured values.</summary>
/// <param name="Label">What its trials have in common, such as <c>hidden_size 96</c>.</param>
/// <param name="Seeds">The value for each seed, in ascending order of seeds; infinite if a trial diverged.</param>
/// <param name="Mean">Mean over the seeds.</param>
/// <param name="Spread">Sample standard deviation over the seeds; null for one seed.</param>
internal sealed record GroupValue(string Label, IReadOnlyList<SeedValue> Seeds, double Mean, double? Spread);

internal sealed record SeedValue(int Seed, double Value);
