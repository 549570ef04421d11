using Microsoft.Extensions.Time.Testing;
using Sweep.Grains;
using Sweep.Silo.Serving;

namespace Sweep.Tests.Serving;

public sealed class DatabaseProbeTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly SemaphoreSlim _asked = new(0);
    private TaskCompletionSource _answer = new();
    private int _questions;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Problem_AskedByAHundredAtOnce_IsOneQuestion()
    {
        var probe = Probe();

        var all = Enumerable.Range(0, 100).Select(_ => probe.ProblemAsync(Token)).ToList();
        await _asked.WaitAsync(Token);
        _answer.SetResult();

        Assert.All(await Task.WhenAll(all), Assert.Null);
        Assert.Equal(1, _questions);
    }

    [Fact]
    public async Task Problem_AfterASecond_IsAskedAnew()
    {
        var probe = Probe();
        _answer.SetResult();
        Assert.Null(await probe.ProblemAsync(Token));
        _answer = new();
        _answer.SetException(new SherlockException("It is gone.", SherlockException.OutOfReach));

        _time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Null(await probe.ProblemAsync(Token));
        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal("It is gone.", await probe.ProblemAsync(Token));
    }

    [Fact]
    public async Task Problem_WhoseFirstAskerHasGone_IsAnsweredForTheOthers()
    {
        var probe = Probe();
        using var gone = new CancellationTokenSource();
        var first = probe.ProblemAsync(gone.Token);
        var second = probe.ProblemAsync(Token);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _answer.SetResult();

        Assert.Null(await second);
    }

    [Fact]
    public async Task Problem_OfADatabaseThatIsSilent_IsThatAfterThreeSeconds()
    {
        var problem = Probe().ProblemAsync(Token);
        await _asked.WaitAsync(Token);

        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal("The database 'holmes' does not answer within 3 s.", await problem);
    }

    public void Dispose() => _asked.Dispose();

    private DatabaseProbe Probe() => new(AskAsync, "'holmes'", _time);

    private Task AskAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _questions);
        _asked.Release();
        return _answer.Task.WaitAsync(cancellationToken);
    }
}
