using Microsoft.Extensions.Time.Testing;
using Sweep.Silo.Slots;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Slots;

public sealed class ReportTurnsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly TaskCompletionSource _haste = new();
    private readonly ReportTurns _turns;

    public ReportTurnsTests() => _turns = new(_time);

    [Fact]
    public async Task Take_InASiloThatHasNotReportedForAWhile_WaitsForNothing()
    {
        await _turns.TakeAsync(_haste.Task).InTimeAsync();
        _time.Advance(ReportTurns.Distance);

        Assert.True(_turns.TakeAsync(_haste.Task).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Take_OfSeveralSlotsSoonAfterAnother_EndsAtTheSameMomentForAll()
    {
        await _turns.TakeAsync(_haste.Task).InTimeAsync();
        var first = _turns.TakeAsync(_haste.Task);
        _time.Advance(ReportTurns.Distance / 2);
        var second = _turns.TakeAsync(_haste.Task);

        Assert.False(first.IsCompleted || second.IsCompleted);

        _time.Advance(ReportTurns.Distance / 2);
        await Task.WhenAll(first, second).InTimeAsync();
        Assert.False(_turns.TakeAsync(_haste.Task).IsCompleted);
    }

    [Fact]
    public async Task Take_OfATrainingThatEndsMeanwhile_WaitsNoLonger()
    {
        await _turns.TakeAsync(_haste.Task).InTimeAsync();
        var ending = _turns.TakeAsync(_haste.Task);
        var other = _turns.TakeAsync(new TaskCompletionSource().Task);

        _haste.SetResult();

        await ending.InTimeAsync();
        Assert.True(_turns.TakeAsync(_haste.Task).IsCompleted);
        Assert.False(other.IsCompleted);
    }

    [Theory]
    [InlineData(true, 10_000)]
    [InlineData(false, 512)]
    public async Task Next_OfABufferBeforeItsTurn_ComesAtOnceWhenTrainingEndsOrMuchWaits(bool ends, int mostPoints)
    {
        await _turns.TakeAsync(_haste.Task).InTimeAsync();
        var buffer = new ReportBuffer(attempt: 7, LanguageModelParameters.Schema, mostPoints, _ => { });
        Put(buffer, 1);
        var next = buffer.NextAsync(TimeSpan.FromSeconds(1), _time, _turns);
        Put(buffer, 2);
        Assert.False(next.IsCompleted);

        Put(buffer, 3);
        if (ends) { buffer.Complete(); }

        Assert.Equal(3, (await next.InTimeAsync())!.Step);
    }

    private static void Put(ReportBuffer buffer, long step) => buffer.Put(new(step, 100, [new("train/loss", step, 0.5)]));
}
