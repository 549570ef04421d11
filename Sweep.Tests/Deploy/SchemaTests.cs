using Sweep.Tests.Storage;

namespace Sweep.Tests.Deploy;

/// <summary>The files of deploy/ by the published schemas; and that these would tell where one is wrong.</summary>
[Trait("Category", "Slow")]
public sealed class SchemaTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Compose_IsValid() => Assert.Empty(await ManifestValidator.ProblemsAsync("compose", DeployFiles.At("compose.yaml")));

    [Fact]
    public async Task Kubernetes_IsValid() => Assert.Empty(await ManifestValidator.ProblemsAsync("kubernetes", Manifests.Files()));

    [Theory]
    [InlineData("stop_grace_period:", "stop_grace:", "additional properties {\"additionalProperty\":\"stop_grace\"}")]
    [InlineData("restart: unless-stopped", "restart: [always]", "/services/silo-1/restart must be string")]
    [InlineData("interval: 10s", "interval: soon", "/services/silo-1/healthcheck/interval must match format \"duration\"")]
    [InlineData("condition: service_healthy", "condition: service_happy", "/depends_on/postgres/condition must be equal to one of the allowed values")]
    [InlineData("  postgres:\n    image:", "  postgres:\n    image: x\n    image:", "Map keys must be unique")]
    public async Task Compose_WithAMistake_IsRefused(string right, string wrong, string problem)
    {
        var problems = await ManifestValidator.ProblemsAsync("compose", Spoil("compose.yaml", right, wrong));

        Assert.Contains(problems, line => line.Contains(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("silo.yaml", "terminationGracePeriodSeconds:", "terminationGracePeriod:", "'\"terminationGracePeriod\"' does not exist in type 'IPodSpec'")]
    [InlineData("silo.yaml", "replicas: 3", "replicas: three", "spec/replicas must be integer")]
    [InlineData("silo.yaml", "memory: 4Gi", "memory: plenty", "limits/memory must match format \"quantity\"")]
    [InlineData("silo.yaml", "kind: Deployment", "kind: Deploymint", "Deploymint of apps/v1 is in no schema")]
    [InlineData("silo.yaml", "containerPort: 8080", "containerport: 8080", "must have required property containerPort")]
    [InlineData("service.yaml", "clusterIP: None", "clusterIP: [None]", "spec/clusterIP must be string")]
    [InlineData("disruption-budget.yaml", "AlwaysAllow", "Sometimes", "spec/unhealthyPodEvictionPolicy must be equal to one of the allowed values")]
    [InlineData("network-policy.yaml", "podSelector:\n    matchLabels", "podselector:\n    matchLabels", "must have required property podSelector")]
    [InlineData("monitoring/service-monitor.yaml", "action: drop", "action: forget", "action must be equal to one of the allowed values")]
    public async Task Kubernetes_WithAMistake_IsRefused(string file, string right, string wrong, string problem)
    {
        var problems = await ManifestValidator.ProblemsAsync("kubernetes", Spoil($"kubernetes/{file}", right, wrong));

        Assert.Contains(problems, line => line.Contains(problem, StringComparison.Ordinal));
    }

    private string Spoil(string file, string right, string wrong)
    {
        var text = DeployFiles.Text(file);
        Assert.Contains(right, text, StringComparison.Ordinal);
        var path = Path.Combine(_folder.Path, Path.GetFileName(file));
        File.WriteAllText(path, text.Replace(right, wrong, StringComparison.Ordinal));
        return path;
    }
}
