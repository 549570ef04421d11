using System.Text.Json.Nodes;
using Sweep.Client.Json;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Api;

/// <summary>Writes the row of a sweep: what lists of sweeps show.</summary>
internal static class RowJson
{
    public static JsonObject Of(SweepLook look)
    {
        var json = Head(look.Sweep);
        json["progress"] = look.Sweep.Status is SweepStatus.Completed ? 1 : Math.Round(look.Progress, 4);
        json["best"] = look.Best is { Best: { } best } trial ? Best(trial.Id.Number, best.Value) : null;
        json["time_left_seconds"] = JsonText.Number(look.Left?.TotalSeconds);
        json["silos"] = JsonText.Array(look.Silos.Select(silo => (JsonNode)silo));
        return json;
    }

    /// <summary>The row of a sweep that does not run.</summary>
    public static JsonObject Of(SweepSummary sweep, SweepStanding? standing)
    {
        var json = Head(sweep);
        json["progress"] = sweep.Status is SweepStatus.Completed ? 1 : Math.Round(standing?.Done ?? 0, 4);
        json["best"] = standing is { Trial: { } trial, Best: { } best } ? Best(trial, best) : null;
        json["time_left_seconds"] = null;
        json["silos"] = new JsonArray();
        return json;
    }

    private static JsonObject Head(SweepSummary sweep)
    {
        var json = SweepJson.Head(sweep);
        json["trials"] = sweep.Trials;
        json["priority"] = sweep.Priority;
        json["is_searching"] = sweep.IsSearching;
        json["stop"] = sweep.Spec.Stop?.Kind.ToString().ToLowerInvariant();
        json["lacks_silo"] = sweep.LacksSilo;
        return json;
    }

    private static JsonObject Best(int trial, double value) => new() { ["trial"] = trial, ["value"] = JsonText.Number(value) };
}
