using Sweep.Grains.Scheduling;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Scheduling;

public sealed class QueueTests
{
    private static readonly Guid _older = new("ffffffff-0000-0000-0000-000000000000");

    [Fact]
    public void PendingTrials_ChangedWhileTheyAreLoaded_AreStaleAgain()
    {
        var pending = new PendingTrials();
        Assert.True(pending.IsStale);

        pending.BeginLoad();
        pending.MarkStale();
        pending.Load(new([], []));

        Assert.True(pending.IsStale);
    }

    [Fact]
    public async Task ClaimLine_SeveralSlots_AreServedInTheOrderInWhichTheyCame()
    {
        var line = new WaitingSlots();
        var (first, second) = (line.Join(Slot("a")), line.Join(Slot("b")));

        Assert.Same(first, line.All.First());
        line.Answer(first, Assignment());
        Assert.Same(second, line.All.First());

        Assert.NotNull(await first.Answer.Task);
        Assert.False(second.Answer.Task.IsCompleted);
    }

    [Fact]
    public async Task ClaimLine_GivenUpWhileATrialIsAssignedToIt_StillGetsTheTrial()
    {
        var line = new WaitingSlots();
        var waiting = line.Join(Slot("a"));
        waiting.IsServed = true;

        line.GiveUp(waiting);
        Assert.False(waiting.Answer.Task.IsCompleted);
        line.Answer(waiting, Assignment());
        line.EndService(waiting);

        Assert.NotNull(await waiting.Answer.Task);
        Assert.Equal(0, line.Count);
    }

    [Fact]
    public async Task ClaimLine_GivenUpAndTheTrialWasGone_IsAnsweredWithNone()
    {
        var line = new WaitingSlots();
        var waiting = line.Join(Slot("a"));
        waiting.IsServed = true;
        line.GiveUp(waiting);

        line.EndService(waiting);

        Assert.Null(await waiting.Answer.Task);
        Assert.Equal(0, line.Count);
    }

    [Fact]
    public async Task ClaimLine_SlotThatAsksAgain_WaitsOnceAndOwnsWhatIsClaimedForItJustNow()
    {
        var line = new WaitingSlots();
        var earlier = line.Join(Slot("a"));
        var second = line.Join(Slot("a"));
        Assert.Null(await earlier.Answer.Task);
        Assert.False(second.MayOwnATrial);

        second.IsServed = true;
        var third = line.Join(Slot("a"));

        Assert.False(second.Answer.Task.IsCompleted);
        Assert.True(third.MayOwnATrial);
        line.EndService(second);
        Assert.Equal([third], line.All);
    }

    [Fact]
    public async Task ClaimLine_QueueCannotWork_TellsAllThatWait()
    {
        var line = new WaitingSlots();
        var assigned = new[] { line.Join(Slot("a")), line.Join(Slot("b")) };

        line.Fail(new InvalidOperationException("no database"));

        foreach (var waiting in assigned) { await Assert.ThrowsAsync<InvalidOperationException>(() => waiting.Answer.Task); }
        Assert.Equal(0, line.Count);
    }

    [Fact]
    public void TrialState_AttemptThatIsOver_FencesItAndEveryEarlierOneOnly()
    {
        var state = new TrialState();
        state.End(2);
        state.End(1);

        Assert.Equal((true, true, false), (state.IsOver(1), state.IsOver(2), state.IsOver(3)));
    }

    private static TrialRequest Slot(string silo) => new(silo, 1);

    private static TrialAssignment Assignment() =>
        new(new(_older, 1), 1, "sizes", "sizes", "sample", 1, new LanguageModelParameters(), Language.Objective, null,
            LanguageModelParameters.Schema);
}
