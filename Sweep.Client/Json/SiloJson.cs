using System.Text.Json.Nodes;
using Sweep.Grains.Storage;

namespace Sweep.Client.Json;

/// <summary>Writes what silos do as JSON for scripts and for the dashboard; the names are a contract.</summary>
internal static class SiloJson
{
    /// <summary>The silos and the queue.</summary>
    public static JsonObject Whole(ClusterState state) => new()
    {
        ["silos"] = JsonText.Array(state.Silos.Select(silo => Of(silo))),
        ["queue"] = new JsonObject
        {
            ["waiting"] = state.Waiting,
            ["running"] = state.Silos.Sum(silo => silo.Training.Count),
        },
    };

    /// <param name="slots">The number of its slots if it has not told it itself; null if that is not known.</param>
    public static JsonObject Of(ClusterSilo silo, int? slots = null) => new()
    {
        ["name"] = silo.Name,
        ["version"] = silo.Facts?.Version,
        ["machine"] = silo.Machine,
        ["address"] = silo.Address,
        ["cluster"] = silo.Cluster,
        ["started_at"] = silo.StartedAt,
        ["slots"] = silo.Facts?.Slots ?? slots,
        ["drain"] = Name(silo.Facts?.Draining),
        ["drained"] = silo.IsDrained,
        ["steered_by"] = silo.Facts?.SteeredBy,
        ["certificate_expires_at"] = silo.Facts?.CertificateEnd,
        ["http_certificate_expires_at"] = silo.Facts?.HttpCertificateEnd,
        ["training"] = JsonText.Array(silo.Training.Select(trial => new JsonObject
        {
            ["sweep"] = trial.Folder,
            ["sweep_id"] = trial.SweepId.ToString("n"),
            ["trial"] = trial.Trial,
            ["slot"] = trial.Slot,
            ["since"] = trial.Since,
        })),
    };

    /// <summary><c>wait</c> or <c>hand_over</c>; null for a silo that takes trials.</summary>
    private static string? Name(Draining? draining) => draining switch
    {
        Draining.Wait => "wait",
        Draining.HandOver => "hand_over",
        _ => null,
    };
}
