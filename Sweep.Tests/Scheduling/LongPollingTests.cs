using Microsoft.Extensions.Time.Testing;
using Sweep.Grains.Scheduling;

namespace Sweep.Tests.Scheduling;

public sealed class LongPollingTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly TaskCompletionSource _answer = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wait_WithoutWork_EndsAfterFiveSeconds()
    {
        var wait = new LongPolling(_clock, CancellationToken.None).WaitAsync(_answer.Task, Token);

        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(wait.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.False(await wait);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wait_OnASiloThatStops_StillServesForAMoment(bool comesWork)
    {
        using var stopping = new CancellationTokenSource();
        var patience = new LongPolling(_clock, stopping.Token);
        var before = patience.WaitAsync(_answer.Task, Token);
        await stopping.CancelAsync();
        var after = patience.WaitAsync(_answer.Task, Token);

        _clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.False(before.IsCompleted || after.IsCompleted);
        if (comesWork) { _answer.SetResult(); }
        else { _clock.Advance(TimeSpan.FromSeconds(0.05)); }

        Assert.Equal((comesWork, comesWork), (await before, await after));
    }

    [Fact]
    public async Task Wait_WhoseCallerHasGone_EndsAtOnce()
    {
        using var caller = new CancellationTokenSource();
        var wait = new LongPolling(_clock, CancellationToken.None).WaitAsync(_answer.Task, caller.Token);

        await caller.CancelAsync();

        Assert.False(await wait);
    }
}
