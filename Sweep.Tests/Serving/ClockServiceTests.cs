using System.Collections.Concurrent;
using Sweep.Grains;
using Sweep.Silo.Serving;
using Sweep.Tests.Slots;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Serving;

public sealed class ClockServiceTests
{
    private readonly ConcurrentQueue<string> _lines = [];

    [Fact]
    public async Task Run_WithErrorsOfAnyKind_SaysOneLineForAnOutageAndGoesOn()
    {
        var answers = new Queue<Exception?>(
            [
                null, new ObjectDisposedException("pool"), new SherlockException("Gone."),
                null, null, new SherlockException("Gone again."), null,
            ]);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var service = new ClockService(
            token => ReadAsync(answers, done, token), "'d' on h", new JumpingTime(), new SlotLogger<ClockService>(_lines));

        await service.StartAsync(TestContext.Current.CancellationToken);
        await done.Task.InTimeAsync();
        await service.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(4, _lines.Count);
        Assert.StartsWith("Warning: ObjectDisposedException: ", _lines.First(), StringComparison.Ordinal);
        Assert.Equal("Information: The database 'd' on h answers again.", _lines.ElementAt(1));
        Assert.StartsWith("Warning: Gone again.", _lines.ElementAt(2), StringComparison.Ordinal);
    }

    private static async Task ReadAsync(Queue<Exception?> answers, TaskCompletionSource done, CancellationToken cancellationToken)
    {
        if (!answers.TryDequeue(out var answer))
        {
            done.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        if (answer is not null) { throw answer; }
    }
}
