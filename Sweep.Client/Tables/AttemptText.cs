using Sweep.Client.Terminal;
using Sweep.Grains.Storage;

namespace Sweep.Client.Tables;

/// <summary>Says how attempts of a trial ended.</summary>
internal static class AttemptText
{
    /// <summary>
    /// A line for each attempt that ended before its trial did: <c>attempt 1 on silo-a, from step 0: lost after 12.0 s: its silo died</c>.
    /// </summary>
    /// <param name="attempts">All attempts of a trial, in order.</param>
    public static IEnumerable<string> Early(IReadOnlyList<TrialAttempt> attempts) =>
        attempts.Take(Math.Max(0, attempts.Count - 1)).Where(attempt => attempt.EndedAt is not null).Select(Line);

    /// <summary>Says how an attempt ended, and why.</summary>
    public static string Line(TrialAttempt attempt)
    {
        var took = Numbers.Seconds((attempt.EndedAt!.Value - attempt.StartedAt).TotalSeconds);
        var end = attempt.Outcome is "HandedBack" ? "handed back" : attempt.Outcome?.ToLowerInvariant() ?? "ended";
        var reason = attempt.Reason is { Length: > 0 } text ? $": {text}" : "";
        return $"attempt {Numbers.Count(attempt.Number)} on {attempt.Silo}, from step {Numbers.Count(attempt.FromStep)}: "
            + $"{end} after {took} s{reason}";
    }
}
