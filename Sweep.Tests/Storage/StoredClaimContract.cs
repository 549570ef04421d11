using System.Text.Json;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Storage;

/// <summary>Claims are kept with their sweep: the same by every store.</summary>
public abstract class StoredClaimContract : StoreTests
{
    private static Claim Claim => new(
        "small is worse",
        new("outputs/rnn", 0.9, ClaimPoint.Moment, new(ClaimUnit.Level, 2), ClaimMoment.LastLevel),
        new([new("rnn_size", ["1", "2"])]),
        ClaimRelation.Above,
        new([]),
        0.5,
        1.5,
        IsRatio: true,
        ClaimTake.Range);

    [Fact]
    public async Task Claims_OfASweep_ComeBackAsTheyWereSubmitted()
    {
        var number = Claim with { Says = "b", Other = null, Measure = new("val/loss", null, ClaimPoint.Last) };
        var sweep = await Store.SubmitAsync(TestStore.Spec() with { Claims = [Claim, number] });

        var read = (await Store.Reader.SummaryAsync(sweep, Token)).Spec.Claims;

        // The word of every database so far.
        Assert.Contains("\"Epoch\"", (await Store.QueryAsync("SELECT spec FROM sweeps"))[0], StringComparison.Ordinal);

        // Records compare their arrays by reference.
        Assert.Equal([Text(Claim), Text(number)], read.Select(Text));
        Assert.Equal(["a:1,2"], read[0].Of.Terms.Select(term => $"a:{string.Join(',', term.Values)}"));
        Assert.Null(read[1].Other);
    }

    [Fact]
    public async Task Claims_OfASweepFromBeforeThereWereAny_AreNone()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec() with { Claims = [Claim] });
        Assert.Contains("\"claims\"", (await Store.QueryAsync("SELECT spec FROM sweeps"))[0], StringComparison.Ordinal);
        await Store.QueryAsync($"UPDATE sweeps SET spec = {Without("spec", "claims")}");
        Assert.DoesNotContain("\"claims\"", (await Store.QueryAsync("SELECT spec FROM sweeps"))[0], StringComparison.Ordinal);

        Assert.Empty((await Store.Reader.SummaryAsync(sweep, Token)).Spec.Claims);
        Assert.Equal(
            1, await Store.Sweeps.ExtendAsync(sweep, SteeringRequest.New(), TestStore.Spec(trials: 3) with { Claims = [Claim] }, Token));
        Assert.Equal(["small is worse"], (await Store.Reader.SummaryAsync(sweep, Token)).Spec.Claims.Select(claim => claim.Says));
    }

    [Fact]
    public async Task Extend_WithClaims_AddsThemAndReplacesThoseThatSayTheSame()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec() with { Claims = [Claim, Claim with { Says = "b" }] });

        await Store.Sweeps.ExtendAsync(
            sweep,
            SteeringRequest.New(),
            TestStore.Spec(trials: 3) with { Claims = [Claim with { Margin = 7 }, Claim with { Says = "c" }] },
            Token);

        var claims = (await Store.Reader.SummaryAsync(sweep, Token)).Spec.Claims;
        Assert.Equal([("b", 1.5), ("small is worse", 7), ("c", 1.5)], claims.Select(claim => (claim.Says, claim.Margin)));
    }

    /// <summary>SQL: a JSON object without one key.</summary>
    protected abstract string Without(string column, string key);

    private static string Text(Claim claim) => JsonSerializer.Serialize(claim);
}

public sealed class SqliteStoredClaimTests : StoredClaimContract
{
    protected override string Without(string column, string key) => $"json_remove({column}, '$.{key}')";

    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresStoredClaimTests : StoredClaimContract
{
    protected override string Without(string column, string key) => $"{column} - '{key}'";

    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
