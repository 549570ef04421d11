using Sweep.Grains;
using Sweep.Silo.Serving;

namespace Sweep.Tests.Serving;

public sealed class ServingEndTests : IDisposable
{
    private readonly TaskCompletionSource<SherlockException> _slots = new();
    private readonly CancellationTokenSource _host = new();
    private readonly CancellationTokenSource _signal = new();

    public void Dispose()
    {
        _host.Dispose();
        _signal.Dispose();
    }

    [Fact]
    public async Task Wait_ForASignal_IsNoProblem()
    {
        var end = EndAsync();
        Assert.False(end.IsCompleted);

        await _signal.CancelAsync();

        Assert.Null(await end);
    }

    [Fact]
    public async Task Wait_WithSlotsThatFail_SaysWhy()
    {
        var end = EndAsync();

        _slots.SetResult(new("No slot works."));

        Assert.Equal("No slot works.", (await end)!.Message);
    }

    [Fact]
    public async Task Wait_WithAServiceThatEnds_SaysWhyAndExitsWithThree()
    {
        var end = EndAsync(new InvalidOperationException("too slow"));

        await _host.CancelAsync();

        var problem = await end;
        Assert.Equal(
            (
                "A part of this silo has ended (InvalidOperationException: too slow), so it leaves the cluster; start it again.",
                SherlockException.OutOfReach),
            (problem!.Message, problem.ExitCode));
    }

    [Fact]
    public void Explain_OfSeveralErrors_PrefersTheOneThatIsForPeople()
    {
        var known = new SherlockException("2 trial(s) could not be handed back.", SherlockException.OutOfReach);

        Assert.Same(known, ServingEnd.Explain(new AggregateException(new OperationCanceledException(), known)));
        Assert.Equal(SherlockException.OutOfReach, ServingEnd.Explain(new OperationCanceledException()).ExitCode);
    }

    private Task<SherlockException?> EndAsync(Exception? cause = null) =>
        ServingEnd.WaitAsync(_slots.Task, () => cause, _host.Token, _signal.Token);
}
