using System.Text.Json.Nodes;
using Sweep.Client.Json;
using Sweep.Grains.Storage;

namespace Sweep.Silo.Api;

/// <summary>The silos and what they can train.</summary>
internal static class ClusterEndpoints
{
    public static void MapCluster(this IEndpointRouteBuilder api)
    {
        api.MapGet("/cluster", ClusterAsync).WithSummary("The silos, what they train, and what waits for a slot.");
        api.MapGet("/trainables", TrainablesAsync).WithSummary("What the silos can train: the schemas, newest first.");
    }

    private static async Task<Answer> ClusterAsync(ApiSource source, CancellationToken cancellationToken)
    {
        var state = await source.Reader.ClusterAsync(cancellationToken);
        var slots = source.SlotsAsync is { } count ? await count(cancellationToken) : null;
        var training = state.Running.ToLookup(trial => trial.Silo);
        var others = training.Select(group => group.Key).Where(name => state.Silos.All(silo => silo.Name != name));
        return Answer.Of(new JsonObject
        {
            ["silos"] = JsonText.Array([
                .. state.Silos.Select(silo => Silo(silo.Name, silo, slots, training[silo.Name])),
                .. others.Select(name => Silo(name, null, slots, training[name])),
            ]),
            ["queue"] = new JsonObject { ["waiting"] = state.Waiting, ["running"] = state.Running.Count, ["slots"] = slots?.Values.Sum() },
            ["read_only"] = source.Steering is null,
            ["host"] = source.Host,
        });
    }

    private static JsonObject Silo(
        string name, ClusterSilo? member, Dictionary<string, int>? slots, IEnumerable<RunningTrial> training) => new()
        {
            ["name"] = name,
            ["machine"] = member?.Host,
            ["address"] = member?.Address,
            ["cluster"] = member?.Cluster,
            ["started_at"] = member?.StartedAt,
            ["slots"] = slots is not null && slots.TryGetValue(name, out var own) ? own : null,
            ["training"] = JsonText.Array(training.Select(trial => new JsonObject
            {
                ["sweep"] = trial.Folder,
                ["sweep_id"] = trial.SweepId.ToString("n"),
                ["trial"] = trial.Trial,
                ["slot"] = trial.Slot,
                ["since"] = trial.Since,
            })),
        };

    private static async Task<Answer> TrainablesAsync(ApiSource source, CancellationToken cancellationToken)
    {
        var schemas = await source.Reader.TrainablesAsync(cancellationToken);
        return Answer.Of(new JsonObject { ["trainables"] = JsonText.Array(schemas.Select(schema => JsonNode.Parse(schema.ToJson()))) });
    }
}
