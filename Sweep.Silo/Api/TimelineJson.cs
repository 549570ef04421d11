using System.Text.Json.Nodes;
using Sweep.Client.Json;
using Sweep.Grains.Storage;

namespace Sweep.Silo.Api;

/// <summary>Writes attempts for a chart over time. Attempts of one silo that overlap are in different lanes, one for each slot.</summary>
internal static class TimelineJson
{
    /// <param name="most">The most attempts; if there are more, the newest.</param>
    public static JsonObject Of(IReadOnlyList<TrialAttempt> attempts, int most, IReadOnlyList<SweepEvent> events) => new()
    {
        ["from"] = attempts.Count > 0 ? attempts[Math.Max(0, attempts.Count - most)].StartedAt : null,
        ["to"] = attempts.Any(attempt => attempt.EndedAt is null) ? null : attempts.Max(attempt => attempt.EndedAt),
        ["total"] = attempts.Count,
        ["attempts"] = Attempts([.. attempts.Skip(attempts.Count - most)]),
        ["events"] = JsonText.Array(events.Select(one => new JsonObject
        {
            ["id"] = one.Id,
            ["time"] = one.Time,
            ["trial"] = one.Trial,
            ["kind"] = one.Kind,
            ["text"] = one.Text,
            ["by"] = one.By,
        })),
    };

    /// <param name="attempts">In the order in which they began.</param>
    public static JsonArray Attempts(IReadOnlyList<TrialAttempt> attempts)
    {
        var lanes = new Dictionary<string, List<DateTimeOffset>>();
        return JsonText.Array(attempts.Select(attempt => new JsonObject
        {
            ["trial"] = attempt.Trial,
            ["attempt"] = attempt.Number,
            ["silo"] = attempt.Silo,
            ["slot_lane"] = Lane(lanes, attempt),
            ["started_at"] = attempt.StartedAt,
            ["ended_at"] = attempt.EndedAt,
            ["outcome"] = attempt.Outcome,
            ["reason"] = attempt.Reason,
            ["from_step"] = attempt.FromStep,
            ["processor"] = attempt.Processor,
        }));
    }

    private static int Lane(Dictionary<string, List<DateTimeOffset>> lanes, TrialAttempt attempt)
    {
        if (!lanes.TryGetValue(attempt.Silo, out var ends)) { lanes[attempt.Silo] = ends = []; }
        var lane = ends.FindIndex(end => end <= attempt.StartedAt);
        if (lane < 0)
        {
            lane = ends.Count;
            ends.Add(default);
        }

        ends[lane] = attempt.EndedAt ?? DateTimeOffset.MaxValue;
        return lane;
    }
}
