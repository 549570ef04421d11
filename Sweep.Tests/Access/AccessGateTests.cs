using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Sweep.Grains.Storage;
using Sweep.Silo.Access;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Access;

public sealed class AccessGateTests
{
    private const string Read = "/api/v1/read";
    private const string Steer = "/api/v1/steer";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized)]
    [InlineData(Role.Viewer, HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData(Role.Operator, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData(Role.Admin, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK)]
    public async Task Request_WithARole_GetsWhatTheRoleMay(Role? role, HttpStatusCode read, HttpStatusCode steer, HttpStatusCode tokens)
    {
        await using var host = await AccessHost.StartAsync();
        var token = role is { } known ? await host.TokenAsync("ada", known) : null;

        Assert.Equal(read, await host.StatusAsync(HttpMethod.Get, Read, token));
        Assert.Equal(steer, await host.StatusAsync(HttpMethod.Post, Steer, token));
        Assert.Equal(tokens, await host.StatusAsync(HttpMethod.Get, "/api/v1/tokens", token));
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(HttpMethod.Get, "/page"));
        Assert.Equal(HttpStatusCode.Forbidden, await host.StatusAsync(HttpMethod.Get, "/forgotten", token));
    }

    [Fact]
    public async Task Refusal_IsAProblemThatSaysHowToLogIn()
    {
        await using var host = await AccessHost.StartAsync();

        using var answer = await host.SendAsync(HttpMethod.Get, Read);

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        var problem = await answer.Content.ReadFromJsonAsync<JsonNode>(Token);
        Assert.Contains("tokens create", (string?)problem!["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_OfAnEndpointThatSaysNothingElse_IsNotStoredByBrowsers()
    {
        await using var host = await AccessHost.StartAsync();

        using var answer = await host.SendAsync(HttpMethod.Get, Read, await host.TokenAsync("ada"));

        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    [InlineData("SILO-1.example.org.", HttpStatusCode.OK)]
    [InlineData("evil.example.org", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.evil.example.org", HttpStatusCode.MisdirectedRequest)]
    [InlineData("10.0.0.7", HttpStatusCode.MisdirectedRequest)]
    public async Task Request_ForAnotherName_IsRefused(string name, HttpStatusCode status)
    {
        await using var host = await AccessHost.StartAsync(new() { AllowedHosts = ["silo-1.example.org"] });
        var token = await host.TokenAsync("ada");

        Assert.Equal(status, await host.StatusAsync(HttpMethod.Get, Read, token, ("Host", $"{name}:{host.Http.BaseAddress!.Port}")));
        Assert.Equal(status, await host.StatusAsync(HttpMethod.Get, "/page", null, ("Host", name)));
    }

    [Fact]
    public async Task Change_FromAPageOfAnotherOrigin_IsRefusedWhateverItShows()
    {
        await using var host = await AccessHost.StartAsync();
        var (token, own) = (await host.TokenAsync("ada", Role.Operator), host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));

        Task<HttpStatusCode> With(string name, string value) => host.StatusAsync(HttpMethod.Post, Steer, token, (name, value));

        Assert.Equal(HttpStatusCode.OK, await With("Origin", own));
        Assert.Equal(HttpStatusCode.Forbidden, await With("Origin", "http://evil.example.org"));
        Assert.Equal(HttpStatusCode.Forbidden, await With("Origin", "http://127.0.0.1:1"));
        Assert.Equal(HttpStatusCode.Forbidden, await With("Origin", "null"));
        Assert.Equal(HttpStatusCode.Forbidden, await With("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, await With("Sec-Fetch-Site", "same-site"));
        Assert.Equal(HttpStatusCode.OK, await With("Sec-Fetch-Site", "same-origin"));
    }

    [Fact]
    public async Task Token_ThatIsRevoked_IsRefusedWithinSeconds()
    {
        await using var host = await AccessHost.StartAsync();
        var token = await host.TokenAsync("ada");
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(HttpMethod.Get, Read, token));

        await host.Store.Tokens.RevokeAsync("ada", Token);
        host.Store.Clock.Advance(KnownTokens.Fresh);

        Assert.Equal(HttpStatusCode.Unauthorized, await host.StatusAsync(HttpMethod.Get, Read, token));
    }

    [Fact]
    public async Task Tries_ThatFailTooOften_AreRefusedForAWhileButValidTokensAreNot()
    {
        await using var host = await AccessHost.StartAsync();
        var (known, other) = (await host.TokenAsync("known"), await host.TokenAsync("other"));
        await host.StatusAsync(HttpMethod.Get, Read, known);
        for (var i = 0; i < FailedTries.Most; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await host.StatusAsync(HttpMethod.Get, Read, TokenText.New()));
        }

        using var refused = await host.SendAsync(HttpMethod.Get, Read, TokenText.New());
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(FailedTries.Pause, refused.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(HttpMethod.Get, Read, known));
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(HttpMethod.Get, Read, other));
        Assert.NotNull(await host.LogInAsync(await host.TokenAsync("new")));

        host.Store.Clock.Advance(FailedTries.Pause);
        Assert.Equal(HttpStatusCode.Unauthorized, await host.StatusAsync(HttpMethod.Get, Read, TokenText.New()));
    }

    [Fact]
    public async Task Token_ThatIsShownInVainAgainAndAgain_CountsAsOneTry()
    {
        await using var host = await AccessHost.StartAsync();
        var stale = TokenText.New();

        for (var i = 0; i < 2 * FailedTries.Most; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await host.StatusAsync(HttpMethod.Get, Read, stale));
            host.Store.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await host.StatusAsync(HttpMethod.Get, Read, TokenText.New()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stream_WhoseTokenExpiresOrIsRevoked_Ends(bool isRevoked)
    {
        await using var host = await AccessHost.StartAsync();
        var token = await host.TokenAsync("ada", Role.Viewer, TimeSpan.FromMinutes(1));
        using var answer = await host.SendAsync(HttpMethod.Get, "/api/v1/stream", token);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(Token));
        Assert.Equal("open", await lines.ReadLineAsync(Token).AsTask().InTimeAsync());

        if (isRevoked) { await host.Store.Tokens.RevokeAsync("ada", Token); }
        else { host.Store.Clock.Advance(TimeSpan.FromMinutes(1)); }
        var end = lines.ReadLineAsync(Token).AsTask();
        await Patience.UntilAsync(
            "the end of the stream",
            () =>
            {
                host.Store.Clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(end.IsCompleted);
            },
            isOver => isOver);

        Assert.Equal("expired", await end);
    }
}
