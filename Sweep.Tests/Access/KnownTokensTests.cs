using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Sweep.Grains.Storage;
using Sweep.Silo.Access;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Access;

/// <summary>How often tokens are looked up, and what holds if they cannot be.</summary>
public sealed class KnownTokensTests
{
    private static readonly TokenInfo _ada = new(
        Guid.NewGuid(), "ada", Role.Viewer, "she_", TestStart, ExpiresAt: null, LastUsedAt: null, RevokedAt: null);

    private readonly FakeTimeProvider _time = new(TestStart);
    private int _queries;

    private static DateTimeOffset TestStart { get; } = new(2026, 1, 31, 9, 30, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Callers_WithOneTokenAtTheSameTime_ShareAQuery()
    {
        var answer = new TaskCompletionSource<TokenInfo?>();
        var known = Known(() => answer.Task);

        var callers = Enumerable.Range(0, 50).Select(_ => known.FindAsync("secret", Token)).ToList();
        answer.SetResult(_ada);

        Assert.All(await Task.WhenAll(callers), found => Assert.Same(_ada, found));
        Assert.Equal(1, _queries);
    }

    [Fact]
    public async Task Token_ThatCannotBeLookedUp_HoldsForTenMinutesWhateverTheError()
    {
        var known = Known(() => _queries == 1 ? Task.FromResult<TokenInfo?>(_ada) : throw new OperationCanceledException());
        await known.FindAsync("secret", Token);

        _time.Advance(KnownTokens.Outage - TimeSpan.FromSeconds(1));
        Assert.Same(_ada, await known.FindAsync("secret", Token));

        _time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<OperationCanceledException>(() => known.FindAsync("secret", Token));
    }

    [Fact]
    public async Task Stream_WhoseTokenCannotBeChecked_EndsAndIsNotOpenWithoutLimit()
    {
        var known = Known(() => throw new OperationCanceledException());
        var expiry = new Expiry(new(new(tokens: null, _time), known), _time, NullLogger<Expiry>.Instance);

        await expiry.WaitAsync(new("ada", Role.Viewer, ExpiresAt: null, "secret"), Token).InTimeAsync();
    }

    private KnownTokens Known(Func<Task<TokenInfo?>> find) => new(
        (_, _) =>
        {
            _queries++;
            return find();
        },
        (_, _) => Task.CompletedTask,
        _time,
        NullLogger.Instance);
}
