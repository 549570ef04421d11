using System.Globalization;
using System.Text.Json.Nodes;
using Sweep.Client.Backends;
using Sweep.Grains.Storage;

namespace Sweep.Client.Json;

/// <summary>Writes stored and planned sweeps as JSON for scripts; the names are a contract.</summary>
internal static class SweepJson
{
    public static JsonObject Check(SweepCheck check) => new()
    {
        ["trials"] = check.Trials,
        ["steps"] = check.Steps,
        ["corpus"] = check.Corpus is not { } corpus ? null : new JsonObject
        {
            ["lines"] = corpus.Lines,
            ["tokens"] = corpus.Tokens,
            ["vocabulary"] = corpus.Vocabulary,
        },
        ["checkpoint_bytes"] = check.CheckpointBytes,
        ["search"] = check.Search is not { } search ? null : new JsonObject
        {
            ["sampler"] = search.Sampler,
            ["hyperparameters"] = search.Hyperparameters,
            ["most_trials"] = search.MostTrials,
            ["combinations"] = search.Combinations?.ToString(CultureInfo.InvariantCulture),
            ["resource"] = search.Resource,
            ["resource_per_trial"] = search.ResourcePerTrial,
            ["slot_seconds"] = search.SlotTime?.TotalSeconds,
            ["lag"] = search.Lag,
        },
        ["stop"] = check.Stop is { } stop ? Stop(stop) : null,
    };

    public static JsonArray List(IEnumerable<SweepSummary> sweeps) => JsonText.Array(sweeps.Select(Head));

    public static JsonArray Best(SweepSummary sweep, IEnumerable<TrialSummary> trials) =>
        JsonText.Array(trials.Select(trial => TrialJson.Ranked(sweep, trial)));

    /// <summary>The sweep and its trials, without series.</summary>
    public static JsonObject Whole(SweepSummary sweep, IEnumerable<TrialSummary> trials)
    {
        var json = Head(sweep);
        json["trials"] = JsonText.Array(trials.Select(trial => TrialJson.Whole(sweep, trial)));
        return json;
    }

    /// <summary>The sweep without its trials.</summary>
    public static JsonObject Head(SweepSummary sweep)
    {
        var json = Row(sweep);
        if (sweep.Spec.OtherSettings is not null)
        {
            json["settings"] = new JsonObject(
                sweep.Spec.Schema.Settings.Select(one => KeyValuePair.Create(one.Name, (JsonNode?)sweep.Spec.Settings[one.Name])));
        }

        if (sweep.Spec.Patience is { } patience) { json["patience"] = patience; }
        if (sweep.Spec.Search is { } search)
        {
            json["search"] = new JsonObject
            {
                ["sampler"] = search.Sampler,
                ["most_trials"] = search.Trials,
                ["is_searching"] = sweep.IsSearching,
                ["lag"] = search.Lag,
                ["obstacle"] = sweep.Obstacle,
            };
        }

        return json;
    }

    private static JsonObject Row(SweepSummary sweep) => new()
    {
        ["id"] = sweep.Id.ToString("n"),
        ["name"] = sweep.Name,
        ["folder"] = sweep.Folder,
        ["status"] = sweep.Status.ToString(),
        ["corpus"] = sweep.Spec.Corpus,
        ["objective"] = new JsonObject
        {
            ["metric"] = sweep.Spec.Objective.Metric,
            ["goal"] = sweep.Spec.Objective.Goal.ToString().ToLowerInvariant(),
        },
        ["varied"] = JsonText.Array(sweep.VariedNames.Select(name => (JsonNode)name)),
        ["counts"] = new JsonObject(sweep.Counts.Select(count => KeyValuePair.Create(count.Key.ToString(), (JsonNode?)count.Value))),
        ["created_at"] = sweep.CreatedAt,
        ["finished_at"] = sweep.FinishedAt,
    };

    private static JsonObject Stop(StopPlan plan) => new()
    {
        ["rule"] = plan.Rule,
        ["resource"] = plan.Resource,
        ["rungs"] = JsonText.Array(plan.Rungs.Select(rung => new JsonObject
        {
            ["level"] = rung.Level,
            ["trials"] = rung.Trials,
            ["resource"] = rung.Resource,
        })),
        ["expected"] = plan.Expected,
        ["in_full"] = plan.InFull,
        ["keeps_checkpoints"] = plan.KeepsCheckpoints,
        ["is_early"] = plan.IsEarly,
    };
}
