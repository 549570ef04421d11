using Sweep.Grains;

namespace Sweep.Tests.Retry;

public sealed class BackoffTests
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(6, 30)]
    [InlineData(int.MaxValue, 30)]
    public void DelayBefore_ARetry_DoublesUpToTheMaximum(int retry, int seconds) =>
        Assert.Equal(seconds * _second, new Backoff(_second, 30 * _second).DelayBefore(retry));

    [Fact]
    public void DelayBefore_WithJitter_IsAtLeastHalfAndTheSameForTheSameSeed()
    {
        var delays = Delays(seed: 1);

        Assert.All(delays, delay => Assert.InRange(delay, 2 * _second, 4 * _second));
        Assert.Equal(delays, Delays(seed: 1));
        Assert.NotEqual(delays, Delays(seed: 2));
    }

    private static List<TimeSpan> Delays(int seed)
    {
        var backoff = new Backoff(_second, 30 * _second, new Random(seed));
        return [.. Enumerable.Range(0, 100).Select(_ => backoff.DelayBefore(3))];
    }
}
