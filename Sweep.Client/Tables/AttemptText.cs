using System.Globalization;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;

namespace Sweep.Client.Tables;

/// <summary>Says which silos trained a trial, and how its attempts ended.</summary>
internal static class AttemptText
{
    /// <summary>
    /// A line for an attempt: <c>attempt 1 on silo-a, from step 0: lost after 12.0 s: its silo died</c>, or <c>attempt 2 on silo-b, from
    /// step 40: runs since 2026-01-31 09:30:00 UTC</c>.
    /// </summary>
    public static string Line(TrialAttempt attempt) =>
        $"attempt {Numbers.Count(attempt.Number)} on {attempt.Silo}, from step {Numbers.Count(attempt.FromStep)}: {State(attempt)}";

    private static string State(TrialAttempt attempt)
    {
        if (attempt.EndedAt is not { } end)
        {
            return string.Create(CultureInfo.InvariantCulture, $"runs since {attempt.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        }

        var took = Numbers.Seconds((end - attempt.StartedAt).TotalSeconds);
        var outcome = attempt.Outcome is "HandedBack" ? "handed back" : attempt.Outcome?.ToLowerInvariant() ?? "ended";
        return $"{outcome} after {took} s{(attempt.Reason is { Length: > 0 } reason ? $": {reason}" : "")}";
    }
}
