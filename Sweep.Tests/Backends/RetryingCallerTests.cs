using Microsoft.Extensions.Time.Testing;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Backends;

public sealed class RetryingCallerTests
{
    private readonly FakeTimeProvider _time = new(Some.Noon);
    private readonly List<string> _said = [];
    private int _connects;
    private int _calls;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CallAsync_AnswerLostOnce_AsksAgainAndSaysSoOnce()
    {
        var calling = CallAsync(call => call == 1 ? throw new TimeoutException() : 7);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(7, await calling);
        Assert.Equal((1, 2), (_connects, _calls));
        Assert.Equal(["No silo of cluster 'sherlock' answers yet. Trying again for up to 30 s."], _said);
    }

    [Fact]
    public async Task CallAsync_NoAnswerAtAll_AsksAgainAfterTenSecondsAndGivesUpAfterThirty()
    {
        var calling = Caller().CallAsync<int>(Some.SweepId, (_, _) => Never(), TimeSpan.Zero, Token);
        var began = _time.GetUtcNow();
        while (!calling.IsCompleted && _time.GetUtcNow() - began < TimeSpan.FromMinutes(1)) { await TickAsync(); }

        var error = await Assert.ThrowsAsync<SherlockException>(() => calling);
        Assert.Equal(SherlockException.OutOfReach, error.ExitCode);
        Assert.StartsWith("No silo of cluster 'sherlock' answers: ", error.Message, StringComparison.Ordinal);
        Assert.InRange(_time.GetUtcNow() - began, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(31));
        Assert.Equal(3, _calls);
    }

    [Fact]
    public async Task CallAsync_ErrorThatPasses_IsTriedAgainAndToldInItsOwnWordsAtTheEnd()
    {
        var calling = CallAsync(_ => throw new SherlockException("The server restarts.", SherlockException.OutOfReach, passes: true));
        var began = _time.GetUtcNow();
        while (!calling.IsCompleted && _time.GetUtcNow() - began < TimeSpan.FromMinutes(1)) { await TickAsync(); }

        Assert.Equal("The server restarts.", (await Assert.ThrowsAsync<SherlockException>(() => calling)).Message);
        Assert.True(_calls > 8, $"asked {_calls} times");
    }

    [Fact]
    public async Task CallAsync_ErrorThatAPersonMustPutRight_IsToldAtOnce()
    {
        var error = await Assert.ThrowsAsync<SherlockException>(
            () => CallAsync(_ => throw new SherlockException("There is no such trial.")));

        Assert.Equal("There is no such trial.", error.Message);
        Assert.Equal(1, _calls);
        Assert.Empty(_said);
    }

    [Fact]
    public async Task CallAsync_Interrupted_StopsAtOnce()
    {
        using var stop = new CancellationTokenSource();
        var calling = Caller().CallAsync<int>(Some.SweepId, (_, _) => Never(), TimeSpan.Zero, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calling);
    }

    private Task<int> Never()
    {
        _calls++;
        return new TaskCompletionSource<int>().Task;
    }

    private Task<int> CallAsync(Func<int, int> answer) =>
        Caller().CallAsync(Some.SweepId, (_, _) => Task.FromResult(answer(++_calls)), TimeSpan.Zero, Token);

    private RetryingCaller Caller() => new(
        _ =>
        {
            _connects++;
            return Task.FromResult<IClusterConnection>(new Connection());
        },
        "sherlock",
        _time,
        _said.Add);

    // The clock moves only after what it woke has run as far as it goes.
    private async Task TickAsync()
    {
        _time.Advance(TimeSpan.FromSeconds(0.25));
        await Task.Yield();
    }

    private sealed class Connection : IClusterConnection
    {
        public IGrainFactory Grains { get; } = GrainFactoryProxy.For(new FakeBackend(new()));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
