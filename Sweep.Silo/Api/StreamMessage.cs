using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Sweep.Client.Json;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Api;

/// <summary>A message of a stream of server-sent events, as bytes that all tabs share.</summary>
/// <param name="Event">The id of the event that it tells; null if it tells none.</param>
internal sealed record StreamMessage(byte[] Bytes, long? Event = null)
{
    /// <summary>Whether it is the sweep's row. The first one says that the watch has begun: it finds all events from then on.</summary>
    public bool IsRow { get; init; }

    /// <summary>A comment, which keeps the connection open.</summary>
    public static StreamMessage Alive { get; } = new(": \n\n"u8.ToArray());

    public static StreamMessage ForEvent(long position, SweepEvent one) => Of(position, "event", new()
    {
        ["id"] = one.Id,
        ["time"] = one.Time,
        ["trial"] = one.Trial,
        ["kind"] = one.Kind,
        ["text"] = one.Text,
        ["by"] = one.By,
    }) with
    {
        Event = one.Id,
    };

    public static StreamMessage ForRow(long position, JsonObject row) => Of(position, "sweep", row) with { IsRow = true };

    public static StreamMessage ForTrials(long position, SweepSummary sweep, IEnumerable<TrialSummary> trials) => Of(
        position, "trials", new() { ["trials"] = JsonText.Array(trials.Select(trial => TrialEndpoints.Json(sweep, trial))) });

    public static StreamMessage ForPoints(long position, string metric, IEnumerable<(int Trial, MetricPoint Point)> points) => Of(
        position,
        "points",
        new()
        {
            ["metric"] = metric,
            ["points"] = JsonText.Array(
                points.Select(one => new JsonArray(one.Trial, one.Point.Step, PointJson.Value(one.Point.Value)))),
        });

    /// <summary>Says that the database is away.</summary>
    public static StreamMessage Lost(string message) => Of(null, "lost", new() { ["message"] = message });

    /// <summary>Says that the database answers again.</summary>
    public static StreamMessage Back { get; } = Of(null, "back", []);

    /// <summary>Says that the caller's token is valid no longer.</summary>
    public static StreamMessage Expired { get; } = Of(null, "expired", []);

    /// <param name="position">Where a stream that breaks off here begins again.</param>
    private static StreamMessage Of(long? position, string kind, JsonObject data)
    {
        var id = position is { } place ? string.Create(CultureInfo.InvariantCulture, $"id: {place}\n") : "";
        return new(Encoding.UTF8.GetBytes($"{id}event: {kind}\ndata: {data.ToJsonString()}\n\n"));
    }
}
