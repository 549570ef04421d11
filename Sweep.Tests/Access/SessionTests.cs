using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Sweep.Grains.Storage;
using Sweep.Silo.Access;

namespace Sweep.Tests.Access;

public sealed class SessionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LogIn_WithAPrintedToken_WorksOnce()
    {
        await using var host = await AccessHost.StartAsync();
        var invitation = host.Sessions.Invite();

        var cookie = await host.LogInAsync(invitation);

        Assert.NotNull(cookie);
        Assert.DoesNotContain(invitation, cookie, StringComparison.Ordinal);
        Assert.Null(await host.LogInAsync(invitation));
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(HttpMethod.Get, "/api/v1/tokens", null, ("Cookie", Pair(cookie))));
    }

    [Fact]
    public async Task PrintedToken_OfASilo_HoldsForAQuarterOfAnHour()
    {
        await using var host = await AccessHost.StartAsync();
        var (now, later) = (host.Sessions.InviteFirst(), host.Sessions.InviteFirst());

        Assert.NotNull(await host.LogInAsync(now));
        host.Store.Clock.Advance(LocalSessions.FirstHolds);

        Assert.Null(await host.LogInAsync(later));
    }

    [Fact]
    public async Task PrintedToken_OfASiloThatHasATokenNow_HoldsNoMore()
    {
        await using var host = await AccessHost.StartAsync();
        var (first, lasting) = (host.Sessions.InviteFirst(), host.Sessions.Invite());

        await host.TokenAsync("ada");

        Assert.Null(await host.LogInAsync(first));
        Assert.NotNull(await host.LogInAsync(lasting));
    }

    [Fact]
    public async Task Session_OfASilosPrintedToken_EndsAfterADay()
    {
        await using var host = await AccessHost.StartAsync();
        var (day, lasting) = (await host.LogInAsync(host.Sessions.InviteFirst()), await host.LogInAsync(host.Sessions.Invite()));
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(HttpMethod.Get, "/api/v1/read", null, ("Cookie", Pair(day))));

        host.Store.Clock.Advance(LocalSessions.FirstLasts);

        Assert.Equal(HttpStatusCode.Unauthorized, await host.StatusAsync(HttpMethod.Get, "/api/v1/read", null, ("Cookie", Pair(day))));
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(HttpMethod.Get, "/api/v1/read", null, ("Cookie", Pair(lasting))));
    }

    [Fact]
    public async Task PrintedToken_OfAHostThatOnlyReads_OpensASessionThatOnlyReads()
    {
        await using var host = await AccessHost.StartAsync();

        var cookie = ("Cookie", Pair(await host.LogInAsync(host.Sessions.Invite(Role.Viewer))));

        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(HttpMethod.Get, "/api/v1/read", null, cookie));
        Assert.Equal(HttpStatusCode.Forbidden, await host.StatusAsync(HttpMethod.Get, "/api/v1/tokens", null, cookie));
    }

    [Fact]
    public async Task PrintedToken_InAHeader_OpensNothing()
    {
        await using var host = await AccessHost.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await host.StatusAsync(HttpMethod.Get, "/api/v1/read", host.Sessions.Invite()));
    }

    [Fact]
    public async Task LogIn_WithAStoredToken_MakesACookieThatScriptsAndOtherSitesCannotUse()
    {
        await using var host = await AccessHost.StartAsync();

        var cookie = await host.LogInAsync(await host.TokenAsync("ada", Role.Operator));

        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith($"sherlock-{host.Http.BaseAddress!.Port}=", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_WithACookie_NeedsTheHeader()
    {
        await using var host = await AccessHost.StartAsync();
        var cookie = ("Cookie", Pair(await host.LogInAsync(await host.TokenAsync("ada", Role.Operator))));

        Assert.Equal(HttpStatusCode.Forbidden, await host.StatusAsync(HttpMethod.Post, "/api/v1/steer", null, cookie));
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(HttpMethod.Post, "/api/v1/steer", null, cookie, ("X-Sherlock", "1")));
    }

    [Fact]
    public async Task LogOut_OfALocalSession_EndsIt()
    {
        await using var host = await AccessHost.StartAsync();
        var cookie = ("Cookie", Pair(await host.LogInAsync(host.Sessions.Invite())));

        Assert.Equal(HttpStatusCode.NoContent, await host.StatusAsync(HttpMethod.Delete, "/api/v1/session", null, cookie));

        Assert.Equal(HttpStatusCode.Unauthorized, await host.StatusAsync(HttpMethod.Get, "/api/v1/read", null, cookie));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"token":""}""")]
    [InlineData("""{"token":"<script>"}""")]
    public async Task LogIn_WithoutAValidToken_IsRefused(string body)
    {
        await using var host = await AccessHost.StartAsync();

        using var answer = await host.Http.PostAsync("/api/v1/session", new StringContent(body, null, "application/json"), Token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Tokens_MadeByAnAdmin_AreShownOnceAndCanBeRevoked()
    {
        await using var host = await AccessHost.StartAsync();
        var admin = await host.TokenAsync("root", Role.Admin);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/tokens")
        {
            Content = JsonContent.Create(new { name = "ci", role = "operator", expires_in_seconds = 60 }),
            Headers = { Authorization = new("Bearer", admin) },
        };

        using var answer = await host.Http.SendAsync(request, Token);
        var made = (await answer.Content.ReadFromJsonAsync<JsonNode>(Token))!;

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(HttpMethod.Post, "/api/v1/steer", (string?)made["token"]));
        using var list = await host.SendAsync(HttpMethod.Get, "/api/v1/tokens", admin);
        Assert.DoesNotContain((string)made["token"]!, await list.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(HttpMethod.Delete, $"/api/v1/tokens/{made["id"]}", admin));
        Assert.Equal(HttpStatusCode.NotFound, await host.StatusAsync(HttpMethod.Delete, $"/api/v1/tokens/{Guid.NewGuid():n}", admin));
        var log = host.Log.All.Select(line => line.Text).ToList();
        Assert.Contains("root made the token ci with the role Operator.", log);
        Assert.Contains("root revoked the token ci.", log);
        Assert.DoesNotContain(log, line => line.Contains((string)made["token"]!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"name":"ci","role":"root"}""")]
    [InlineData("""{"name":"<b>","role":"viewer"}""")]
    [InlineData("""{"name":"ci","role":"viewer","expires_in_seconds":0}""")]
    public async Task Tokens_WithBadInput_AreNotMade(string body)
    {
        await using var host = await AccessHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/tokens")
        {
            Content = new StringContent(body, null, "application/json"),
            Headers = { Authorization = new("Bearer", await host.TokenAsync("root", Role.Admin)) },
        };

        using var answer = await host.Http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task Me_SaysWhoTheCallerIsAndWhatTheCallerCanDo()
    {
        await using var host = await AccessHost.StartAsync();

        using var answer = await host.SendAsync(HttpMethod.Get, "/api/v1/me", await host.TokenAsync("ada", Role.Operator));

        var me = (await answer.Content.ReadFromJsonAsync<JsonNode>(Token))!;
        Assert.Equal(("ada", "operator", null), ((string?)me["name"], (string?)me["role"], (string?)me["expires_at"]));
        Assert.Equal("""{"submit":true,"steer":false,"tokens":false}""", me["can"]!.ToJsonString());
    }

    private static string Pair(string? cookie) => cookie!.Split(';')[0];
}
