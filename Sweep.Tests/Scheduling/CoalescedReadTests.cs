using Sweep.Grains.Scheduling;

namespace Sweep.Tests.Scheduling;

public sealed class CoalescedReadTests
{
    private readonly Queue<TaskCompletionSource> _looks = new();
    private readonly CoalescedRead _shared;
    private int _begun;

    public CoalescedReadTests() => _shared = new(LookAsync);

    [Fact]
    public async Task Take_ManyWhileOneIsUnderWay_ShareOneMoreThatBeginsAfterIt()
    {
        var first = _shared.TakeAsync();
        var later = Enumerable.Range(0, 5).Select(_ => _shared.TakeAsync()).ToList();
        Assert.Equal(1, _begun);

        _looks.Dequeue().SetResult();
        await first;
        Assert.Equal(2, _begun);
        Assert.All(later, look => Assert.False(look.IsCompleted));

        _looks.Dequeue().SetResult();
        await Task.WhenAll(later);
        Assert.Equal(2, _begun);
    }

    [Fact]
    public async Task Take_AfterOneThatFailed_LooksAnew()
    {
        var first = _shared.TakeAsync();
        var second = _shared.TakeAsync();
        _looks.Dequeue().SetException(new InvalidOperationException("no database"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => first);

        _looks.Dequeue().SetResult();

        await second;
        Assert.Equal(2, _begun);
    }

    private Task LookAsync()
    {
        _begun++;
        _looks.Enqueue(new());
        return _looks.Last().Task;
    }
}
