using System.Text.Json.Nodes;

namespace Sweep.Tests.Api;

/// <summary>The OpenAPI document.</summary>
public sealed class OpenApiTests : ApiTests
{
    private static readonly string[] _methods = ["get", "post", "patch", "delete", "put"];
    private static readonly string[] _changers = ["operator", "admin"];

    [Fact]
    public async Task Document_OfTheApi_DescribesEveryEndpoint()
    {
        var document = await Host.GetAsync("/openapi.json");

        Assert.StartsWith("3.1", (string?)document["openapi"], StringComparison.Ordinal);
        var operations = Operations(document).ToList();
        Assert.Contains("get /api/v1/sweeps/{id}/events", operations.Select(operation => operation.Name));
        Assert.All(operations, operation =>
        {
            Assert.False(string.IsNullOrEmpty((string?)operation.Body["summary"]), operation.Name);
            Assert.NotEmpty(operation.Body["responses"]!.AsObject());
            Assert.All(
                operation.Body["parameters"]?.AsArray() ?? [],
                parameter => Assert.False(
                    string.IsNullOrEmpty((string?)parameter!["description"]), $"{operation.Name}: {parameter["name"]}"));
        });
    }

    [Fact]
    public async Task EveryEndpointThatChangesSomething_AsksForMoreThanAViewer()
    {
        var document = await Host.GetAsync("/openapi.json");

        var changing = Operations(document).Where(operation => !operation.Name.StartsWith("get ", StringComparison.Ordinal))
            .Where(operation => !operation.Name.EndsWith("/session", StringComparison.Ordinal));

        Assert.All(changing, operation => Assert.Contains((string?)operation.Body["x-role"], _changers));
    }

    private static IEnumerable<(string Name, JsonObject Body)> Operations(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where _methods.Contains(operation.Key)
        select ($"{operation.Key} {path.Key}", operation.Value!.AsObject());
}
