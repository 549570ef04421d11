using Sweep.Silo.Api;

namespace Sweep.Tests.Api;

public sealed class StreamTabTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tab_ThatReadsTooSlowly_EndsInsteadOfKeepingMore()
    {
        var tab = new StreamTab([]);
        var message = new StreamMessage(new byte[100_000]);

        for (var count = 0; count < 20; count++) { tab.Send(message); }

        Assert.Null(await tab.NextAsync(Token));
        Assert.True(tab.IsDropped);
    }

    [Fact]
    public async Task Tab_ThatKeepsUp_GetsAChangeOfAnySize()
    {
        var tab = new StreamTab([]);

        tab.SendAll([.. Enumerable.Repeat(new StreamMessage(new byte[100_000]), 20)]);

        for (var count = 0; count < 20; count++) { Assert.NotNull(await tab.NextAsync(Token)); }
        Assert.False(tab.IsDropped);
    }

    [Fact]
    public async Task Tab_ThatKeepsUp_GetsAllMessagesAndTheLast()
    {
        var tab = new StreamTab([]);
        for (var count = 0; count < 100; count++)
        {
            tab.Send(new(new byte[100_000]));
            Assert.NotNull(await tab.NextAsync(Token));
        }

        tab.End(StreamMessage.Expired);

        Assert.Same(StreamMessage.Expired, await tab.NextAsync(Token));
        Assert.Null(await tab.NextAsync(Token));
    }
}
