using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Sweep.Grains.Storage;

namespace Sweep.Tests.Access;

/// <summary>Every endpoint that the OpenAPI document of a real silo names is closed to those who may not use it.</summary>
[Trait("Category", "Slow")]
public sealed class DocumentAccessTests
{
    /// <summary>Logging in needs no token.</summary>
    private const string Session = "/api/v1/session";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Endpoints_OfTheDocument_RefuseCallersWithoutTheRole()
    {
        await using var served = await ServedApi.StartAsync();
        using var viewer = served.Caller(await served.TokenAsync("viewer", Role.Viewer));
        using var stranger = new HttpClient { BaseAddress = served.Silo.Address("/") };
        var document = (await viewer.GetFromJsonAsync<JsonNode>("openapi.json", Token))!;
        var all = Operations(document).ToList();
        var changes = all.Where(one => one.Method != HttpMethod.Get).ToList();

        var open = await RefusedAsync(stranger, all, HttpStatusCode.Unauthorized);
        var tooMuch = await RefusedAsync(viewer, changes, HttpStatusCode.Forbidden);
        using var page = await PageAsync(served);
        var withoutHeader = await RefusedAsync(page, changes, HttpStatusCode.Forbidden);

        Assert.True(changes.Count >= 15, $"The document has only {changes.Count} operations that change something.");
        Assert.Empty(open);
        Assert.Empty(tooMuch);
        Assert.Empty(withoutHeader);
        page.DefaultRequestHeaders.Add("X-Sherlock", "1");
        Assert.Equal(changes.Count, (await RefusedAsync(page, changes, HttpStatusCode.Forbidden)).Count);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.GetAsync("tokens", Token)).StatusCode);
    }

    /// <summary>An admin who has logged in as a browser does, with a cookie.</summary>
    private static async Task<HttpClient> PageAsync(ServedApi served)
    {
        var page = new HttpClient { BaseAddress = served.Silo.Address("/") };
        using var answer = await page.PostAsJsonAsync(
            "api/v1/session", new { token = await served.TokenAsync("admin", Role.Admin) }, Token);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return page;
    }

    private static IEnumerable<(HttpMethod Method, string Path)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        where path.Key is not (Session or "/api/v1/openapi.json")
        from operation in path.Value!.AsObject()
        where operation.Key is "get" or "post" or "put" or "patch" or "delete"
        select (new HttpMethod(operation.Key.ToUpperInvariant()), Example(path.Key));

    /// <summary>The path with values for its parameters: no sweep or token has them, but the caller is checked first.</summary>
    private static string Example(string path) => path
        .Replace("{id}", Guid.Empty.ToString("n"), StringComparison.Ordinal)
        .Replace("{number}", "1", StringComparison.Ordinal)
        .Replace("{section}", "claims", StringComparison.Ordinal);

    /// <summary>The operations that answer otherwise than with the refusal.</summary>
    private static async Task<List<string>> RefusedAsync(
        HttpClient caller, IEnumerable<(HttpMethod Method, string Path)> operations, HttpStatusCode refusal)
    {
        var others = new List<string>();
        foreach (var (method, path) in operations)
        {
            using var request = new HttpRequestMessage(method, path);
            using var answer = await caller.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
            if (answer.StatusCode != refusal) { others.Add($"{method} {path}: {answer.StatusCode}"); }
        }

        return others;
    }
}
