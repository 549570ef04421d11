using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Sweep.Grains.Storage;
using Sweep.Silo.Access;
using Sweep.Silo.Dashboard;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Api;

/// <summary>The HTTP API over a store, on a port of loopback.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ApiHost(WebApplication app, HttpClient http) => (_app, Http) = (app, http);

    /// <summary>Sends the token of an admin with every request.</summary>
    public HttpClient Http { get; }

    public int Port => Http.BaseAddress!.Port;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="isReadOnly">Whether the host steers nothing and takes no sweeps.</param>
    public static async Task<ApiHost> StartAsync(TestStore store, bool isReadOnly = false)
    {
        var steering = isReadOnly ? null : new StoreSteering(store.Sweeps);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(store.Tokens).AddSingleton(store.Trials)
            .AddSingleton(new TrainableStore(store.Session, store.Clock)).AddSingleton(store.Silos).AddAccess(new());
        builder.AddDashboard(_ => new("test", store.Reader)
        {
            Steering = steering,
            Submission = steering,
            HasTokens = !isReadOnly,
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limit();
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var app = builder.Build();
        app.MapDashboard();
        await app.StartAsync(Token);
        return new(app, await ClientAsync(store, app, $"admin-{app.Urls.Single().Split(':')[^1]}", Role.Admin));
    }

    /// <summary>A client with a token of its own.</summary>
    public Task<HttpClient> ClientAsync(TestStore store, string name, Role role) => ClientAsync(store, _app, name, role);

    /// <summary>A document that must be there.</summary>
    public async Task<JsonObject> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(Uri(path), Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{path}: {answer.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>The status and the body of an answer.</summary>
    public async Task<(HttpStatusCode Status, JsonObject Body)> SendAsync(
        HttpMethod method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, Uri(path));
        if (body is not null)
        {
            var type = body.StartsWith('{') ? "application/json" : "application/yaml";
            request.Content = new StringContent(body, Encoding.UTF8, type);
        }

        foreach (var (name, value) in headers) { request.Headers.TryAddWithoutValidation(name, value); }
        using var answer = await Http.SendAsync(request, Token);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!.AsObject());
    }

    /// <summary>Opens the stream of a sweep.</summary>
    public Task<EventStream> StreamAsync(Guid sweep, string? after = null) =>
        EventStream.OpenAsync(Http, Uri($"/sweeps/{sweep:n}/events"), after);

    public static Uri Uri(string path) => new($"/api/v1{path}", UriKind.Relative);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static async Task<HttpClient> ClientAsync(TestStore store, WebApplication app, string name, Role role)
    {
        var (_, token) = await store.Tokens.CreateAsync(name, role, null, Token);
        var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
