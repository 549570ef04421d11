using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Storage;

/// <summary>Tokens: what every store must do with them.</summary>
public abstract class TokenContract : StoreTests
{
    [Fact]
    public async Task Create_AToken_StoresOnlyItsHashAndFindsItByItsText()
    {
        var (info, token) = await Store.Tokens.CreateAsync("ci", Role.Operator, lifetime: null, Token);

        Assert.Matches("^sherlock_[A-Za-z0-9_-]{43}$", token);
        Assert.Equal(info, await Store.Tokens.FindAsync(token, Token));
        Assert.Equal(("ci", Role.Operator, token[..15]), (info.Name, info.Role, info.Prefix));
        Assert.DoesNotContain(token[15..], string.Concat(await Store.QueryAsync("SELECT * FROM tokens")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_TwoTokens_AreDifferent()
    {
        var (_, one) = await Store.Tokens.CreateAsync("one", Role.Viewer, null, Token);
        var (_, two) = await Store.Tokens.CreateAsync("two", Role.Viewer, null, Token);

        Assert.NotEqual(one, two);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sherlock_")]
    [InlineData("sherlock_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("' OR 1 = 1")]
    public async Task Find_WhatIsNoToken_FindsNothing(string text)
    {
        await Store.Tokens.CreateAsync("ci", Role.Viewer, null, Token);

        Assert.Null(await Store.Tokens.FindAsync(text, Token));
    }

    [Fact]
    public async Task Find_ATokenWithOneOtherLetter_FindsNothing()
    {
        var (_, token) = await Store.Tokens.CreateAsync("ci", Role.Viewer, null, Token);

        Assert.Null(await Store.Tokens.FindAsync(token[..^2] + (token[^2] == 'A' ? 'B' : 'A') + token[^1], Token));
    }

    [Fact]
    public async Task Find_AnExpiredToken_FindsNothing()
    {
        var (_, token) = await Store.Tokens.CreateAsync("ci", Role.Viewer, TimeSpan.FromDays(1), Token);

        Store.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await Store.Tokens.FindAsync(token, Token));
        Store.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await Store.Tokens.FindAsync(token, Token));
    }

    [Fact]
    public async Task Revoke_ByNameOrId_EndsTheTokenOnce()
    {
        var (one, first) = await Store.Tokens.CreateAsync("one", Role.Viewer, null, Token);
        var (_, second) = await Store.Tokens.CreateAsync("two", Role.Viewer, null, Token);

        var revoked = await Store.Tokens.RevokeAsync(one.Id.ToString("n"), Token);
        await Store.Tokens.RevokeAsync("two", Token);
        Store.Clock.Advance(TimeSpan.FromHours(1));
        var again = await Store.Tokens.RevokeAsync("one", Token);

        Assert.Equal(TestStore.Start, revoked.RevokedAt);
        Assert.Equal(TestStore.Start, again.RevokedAt);
        Assert.Null(await Store.Tokens.FindAsync(first, Token));
        Assert.Null(await Store.Tokens.FindAsync(second, Token));
    }

    [Fact]
    public async Task Revoke_ATokenThatIsNotThere_SaysSo()
    {
        var error = await Assert.ThrowsAsync<SherlockException>(() => Store.Tokens.RevokeAsync("ci", Token));

        Assert.Equal("There is no token 'ci': 'tokens list' shows those that there are.", error.Message);
    }

    [Fact]
    public async Task Create_ANameThatAValidTokenHas_IsRefusedUntilThatOneIsRevoked()
    {
        await Store.Tokens.CreateAsync("ci", Role.Viewer, null, Token);

        await Assert.ThrowsAsync<SherlockException>(() => Store.Tokens.CreateAsync("ci", Role.Viewer, null, Token));
        await Store.Tokens.RevokeAsync("ci", Token);
        await Store.Tokens.CreateAsync("ci", Role.Viewer, null, Token);

        Assert.Equal(2, (await Store.Tokens.ListAsync(Token)).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("<b>")]
    [InlineData("-x")]
    [InlineData("0123456789012345678901234567890123456789x")]
    [InlineData("f81d4fae7dec11d0a76500a0c91e6bf6")]
    public async Task Create_WithABadName_IsRefused(string name)
    {
        var error = await Assert.ThrowsAsync<SherlockException>(() => Store.Tokens.CreateAsync(name, Role.Viewer, null, Token));

        Assert.Contains("allowed: up to 40 letters, digits", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoteUse_OfABusyToken_WritesOncePerMinute()
    {
        var (info, token) = await Store.Tokens.CreateAsync("ci", Role.Viewer, null, Token);

        await Store.Tokens.NoteUseAsync(info, Token);
        Store.Clock.Advance(TimeSpan.FromSeconds(59));
        await Store.Tokens.NoteUseAsync(info, Token);
        Assert.Equal(TestStore.Start, (await Store.Tokens.FindAsync(token, Token))?.LastUsedAt);
        Store.Clock.Advance(TimeSpan.FromSeconds(1));
        await Store.Tokens.NoteUseAsync(info, Token);

        Assert.Equal(TestStore.Start.AddMinutes(1), (await Store.Tokens.FindAsync(token, Token))?.LastUsedAt);
    }

    [Fact]
    public async Task Steering_WithAName_WritesItIntoTheEvent()
    {
        var sweep = Guid.NewGuid();

        await Store.Sweeps.SubmitAsync(sweep, TestStore.Spec(), priority: 0, "bob", Token);
        await Store.Sweeps.PauseAsync(sweep, new(Guid.NewGuid(), By: "ada"), Token);
        await Store.Sweeps.ResumeAsync(sweep, new(Guid.NewGuid(), By: "ci"), Token);
        await Store.Sweeps.ExtendAsync(sweep, new(Guid.NewGuid(), By: "eve"), TestStore.Spec(trials: 3), Token);

        Assert.Equal(
            ["Submitted|bob", "Paused|ada", "Resumed|ci", "Extended|eve"],
            await Store.QueryAsync("SELECT kind, by FROM events ORDER BY id"));
    }

    [Fact]
    public async Task Steered_OfASweep_HasWhatPeopleDidAndNothingElse()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec());
        await Store.AssignAsync(new(sweep, 1));
        await Store.Sweeps.PauseAsync(sweep, new(Guid.NewGuid(), 2, "ada"), Token);
        await Store.Sweeps.PauseAsync(sweep, new(Guid.NewGuid(), By: "ci"), Token);
        await Store.Sweeps.ResumeAsync(sweep, new(Guid.NewGuid(), By: "eve"), Token);

        Assert.Equal(
            [new(TestStore.Start, null, "Paused", "ci"), new SteeredEvent(TestStore.Start, null, "Resumed", "eve")],
            await Store.Reader.SteeredAsync(sweep, 2, Token));
    }

    [Fact]
    public void NewRequest_OfACommandLine_NamesItsUser() => Assert.Equal(Environment.UserName, SteeringRequest.New().By);
}

public sealed class SqliteTokenTests : TokenContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresTokenTests : TokenContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
