using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sweep.Grains.Storage;
using Sweep.Silo.Access;
using Sweep.Tests.Connections;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Access;

/// <summary>A web server on loopback whose endpoints ask for roles, over a database of its own.</summary>
internal sealed class AccessHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AccessHost(TestStore store, WebApplication app, LogLines log)
    {
        (Store, _app, Log) = (store, app, log);
        Http = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new(app.Urls.Single()) };
    }

    public TestStore Store { get; }

    public HttpClient Http { get; }

    public LogLines Log { get; }

    public LocalSessions Sessions => _app.Services.GetRequiredService<LocalSessions>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<AccessHost> StartAsync(AccessOptions? options = null)
    {
        var store = await SqliteStore.CreateAsync();
        var builder = WebApplication.CreateSlimBuilder();
        var log = new LogLines();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton<TimeProvider>(store.Clock);
        builder.Services.AddSingleton(store.Tokens);
        builder.Services.AddAccess(options ?? new()).AddSingleton(new HostAbilities(Submit: true, Steer: false, Tokens: true));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.UseAccess();
        var api = app.MapGroup("/api/v1").RequireAtLeast(Role.Viewer);
        api.MapAccess();
        api.MapGet("/read", (HttpContext context) => context.Caller().Name).RequireAtLeast(Role.Viewer);
        api.MapPost("/steer", (HttpContext context) => context.Caller().Name).RequireAtLeast(Role.Operator);
        api.MapGet("/stream", StreamAsync).RequireAtLeast(Role.Viewer);
        app.MapGet("/page", () => "page").IsOpen();
        app.MapGet("/forgotten", () => "forgotten");
        await app.StartAsync(Token);
        return new(store, app, log);
    }

    /// <summary>Makes a token, and returns it.</summary>
    public async Task<string> TokenAsync(string name, Role role = Role.Viewer, TimeSpan? lifetime = null) =>
        (await Store.Tokens.CreateAsync(name, role, lifetime, Token)).Token;

    /// <summary>Sends a request with a token.</summary>
    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? token = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        if (token is not null) { request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token); }
        foreach (var (name, value) in headers) { request.Headers.TryAddWithoutValidation(name, value); }
        return Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }

    public async Task<HttpStatusCode> StatusAsync(
        HttpMethod method, string path, string? token = null, params (string Name, string Value)[] headers)
    {
        using var answer = await SendAsync(method, path, token, headers);
        return answer.StatusCode;
    }

    /// <summary>Logs in with a token.</summary>
    /// <returns>The cookie as it was set; null if the token was refused.</returns>
    public async Task<string?> LogInAsync(string token)
    {
        using var answer = await Http.PostAsJsonAsync("/api/v1/session", new { token }, Token);
        return answer.StatusCode is HttpStatusCode.NoContent ? answer.Headers.GetValues("Set-Cookie").Single() : null;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await Store.DisposeAsync();
    }

    private static async Task StreamAsync(HttpContext context)
    {
        await context.Response.WriteAsync("open\n", Token);
        await context.Response.Body.FlushAsync(Token);
        await context.UntilExpiredAsync(context.RequestAborted);
        await context.Response.WriteAsync("expired\n", Token);
    }
}
