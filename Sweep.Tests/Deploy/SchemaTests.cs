using System.Globalization;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Deploy;

/// <summary>The files of deploy/ by the published schemas; and that these would tell where one is wrong.</summary>
[Trait("Category", "Slow")]
public sealed class SchemaTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Compose_IsValid() => Assert.Empty(
        await ManifestValidator.ProblemsAsync("compose", DeployFiles.At("compose.yaml"), DeployFiles.At("try/compose.yaml")));

    [Fact]
    public async Task Kubernetes_IsValid() => Assert.Empty(await ManifestValidator.ProblemsAsync("kubernetes", Manifests.Files()));

    [Fact]
    public Task Compose_WithAMistake_IsRefused() => RequireRefusedAsync(
        "compose",
        new("compose.yaml", "stop_grace_period:", "stop_grace:", "additional properties {\"additionalProperty\":\"stop_grace\"}"),
        new("compose.yaml", "stop_grace_period: 75s", "stop_grace_period: 75", "/services/silo-1/stop_grace_period must be string"),
        new("compose.yaml", "restart: unless-stopped", "restart: [always]", "/services/silo-1/restart must be string"),
        new(
            "compose.yaml",
            "condition: service_healthy",
            "condition: service_happy",
            "/depends_on/postgres/condition must be equal to one of the allowed values"),
        new("compose.yaml", "  postgres:\n", "  postgres:\n    restart: always\n", "Map keys must be unique"));

    [Fact]
    public Task Kubernetes_WithAMistake_IsRefused() => RequireRefusedAsync(
        "kubernetes",
        new(
            "kubernetes/silo.yaml",
            "terminationGracePeriodSeconds:",
            "terminationGracePeriod:",
            "'\"terminationGracePeriod\"' does not exist in type 'IPodSpec'"),
        new("kubernetes/silo.yaml", "replicas: 3", "replicas: three", "spec/replicas must be integer"),
        new("kubernetes/silo.yaml", "memory: 4Gi", "memory: plenty", "limits/memory must match format \"quantity\""),
        new("kubernetes/silo.yaml", "kind: Deployment", "kind: Deploymint", "Deploymint of apps/v1 is in no schema"),
        new("kubernetes/silo.yaml", "containerPort: 8080", "containerport: 8080", "must have required property containerPort"),
        new("kubernetes/service.yaml", "clusterIP: None", "clusterIP: [None]", "spec/clusterIP must be string"),
        new(
            "kubernetes/disruption-budget.yaml",
            "AlwaysAllow",
            "Sometimes",
            "spec/unhealthyPodEvictionPolicy must be equal to one of the allowed values"),
        new(
            "kubernetes/network-policy.yaml",
            "podSelector:\n    matchLabels",
            "podselector:\n    matchLabels",
            "must have required property podSelector"),
        new(
            "kubernetes/monitoring/service-monitor.yaml",
            "action: drop",
            "action: forget",
            "action must be equal to one of the allowed values"));

    // One start of the validator for all of them: most of its time is its start.
    private async Task RequireRefusedAsync(string kind, params Mistake[] mistakes)
    {
        var spoiled = mistakes.Select((mistake, index) => (mistake, Path: Spoil(mistake, index))).ToList();
        var problems = await ManifestValidator.ProblemsAsync(kind, spoiled.Select(one => one.Path));

        Assert.All(spoiled, one => Assert.Contains(
            problems,
            line => line.StartsWith(one.Path, StringComparison.Ordinal) && line.Contains(one.mistake.Problem, StringComparison.Ordinal)));
    }

    private string Spoil(Mistake mistake, int index)
    {
        var text = DeployFiles.Text(mistake.File);
        Assert.Contains(mistake.Right, text, StringComparison.Ordinal);
        var path = Path.Combine(_folder.Path, string.Create(CultureInfo.InvariantCulture, $"{index:D2}.yaml"));
        File.WriteAllText(path, text.Replace(mistake.Right, mistake.Wrong, StringComparison.Ordinal));
        return path;
    }

    private sealed record Mistake(string File, string Right, string Wrong, string Problem);
}
