using System.Text.Json.Nodes;
using Sweep.Client.Backends;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.Json;

/// <summary>Writes a trial as JSON for scripts; the names are a contract.</summary>
internal static class TrialJson
{
    /// <summary>The fields that <c>best</c> writes. Those about early stopping are there only if the sweep has it.</summary>
    public static JsonObject Ranked(SweepSummary sweep, TrialSummary trial)
    {
        var json = Head(sweep, trial);
        if (sweep.Spec.Stop is null) { return json; }
        json["reached"] = JsonText.Number(trial.Reached(sweep.Spec.Schema.Resource));
        json["until"] = trial.Until;
        json["rungs"] = JsonText.Array(trial.Rungs.Select(rung => new JsonObject
        {
            ["level"] = rung.Level,
            ["step"] = rung.Step,
            ["value"] = JsonText.Number(rung.Value),
            ["best"] = JsonText.Number(rung.Best),
        }));
        return json;
    }

    /// <summary>The fields of <see cref="Ranked"/>, and the trial's state.</summary>
    public static JsonObject Whole(SweepSummary sweep, TrialSummary trial)
    {
        var json = Ranked(sweep, trial);
        json["step"] = trial.Step;
        json["total_steps"] = trial.TotalSteps;
        json["weights_hash"] = trial.WeightsHash;
        json["reason"] = trial.Reason;
        json["silo"] = trial.Silo;
        json["processors"] = JsonText.Array(trial.Processors.Select(kind => JsonValue.Create(kind)));
        json["started_at"] = trial.StartedAt;
        json["finished_at"] = trial.FinishedAt;
        return json;
    }

    /// <summary>The fields of <see cref="Whole"/>, and every series, with times if they were read.</summary>
    public static JsonObject WithSeries(SweepSummary sweep, TrialExport trial)
    {
        var json = Whole(sweep, trial.Trial);
        json["series"] = new JsonObject(trial.Points.GroupBy(one => one.Point.Metric).Select(
            series => KeyValuePair.Create(series.Key, (JsonNode?)JsonText.Array(series.Select(Point)))));
        return json;
    }

    private static JsonObject Head(SweepSummary sweep, TrialSummary trial) => new()
    {
        ["trial"] = new SweepReference(sweep.Folder, trial.Id.Number).ToString(),
        ["status"] = trial.Status.ToString(),
        ["seed"] = trial.Seed,
        ["hyperparameters"] = JsonNode.Parse(trial.Hyperparameters.ToJson()),
        ["best"] = JsonText.Point(trial.Best),
        ["last"] = JsonText.Point(trial.Last),
        ["attempts"] = trial.Attempts,
        ["seconds"] = JsonText.Number(trial.Seconds),
    };

    private static JsonObject Point((MetricPoint Point, DateTimeOffset? Time) one)
    {
        var json = new JsonObject { ["step"] = one.Point.Step, ["value"] = JsonText.Number(one.Point.Value) };
        if (one.Time is { } time) { json["time"] = time; }
        return json;
    }
}
