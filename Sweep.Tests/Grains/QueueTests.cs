using FsCheck.Xunit;
using Sweep.Grains.Grids;
using Sweep.Grains.Queue;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Grains;

public sealed class QueueTests
{
    private static readonly DateTimeOffset _monday = new(2026, 2, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly Guid _older = new("ffffffff-0000-0000-0000-000000000000");
    private static readonly Guid _newer = new("00000000-0000-0000-0000-000000000001");

    [Property]
    public void TrialOrder_AnyMixture_IsTheOlderSweepFirstAndThenByNumber(int[] numbers)
    {
        var expected = numbers.Order().Select(number => Pending(_older, number, _monday))
            .Concat(numbers.Order().Select(number => Pending(_newer, number, _monday.AddMinutes(1)))).ToList();
        var pending = new PendingTrials();

        pending.Load(Enumerable.Reverse(expected));

        var taken = new List<PendingTrial>();
        while (pending.TryTake(out var trial)) { taken.Add(trial); }
        Assert.Equal(expected, taken);
    }

    [Fact]
    public void PendingTrials_ChangedWhileTheyAreLoaded_AreStaleAgain()
    {
        var pending = new PendingTrials();
        Assert.True(pending.IsStale);

        pending.BeginLoad();
        pending.MarkStale();
        pending.Load([]);

        Assert.True(pending.IsStale);
    }

    [Fact]
    public async Task ClaimLine_SeveralSlots_AreServedInTheOrderInWhichTheyCame()
    {
        var line = new ClaimLine();
        var (first, second) = (line.Join("a"), line.Join("b"));

        Assert.Same(first, line.First);
        line.Answer(first, Assignment());
        Assert.Same(second, line.First);

        Assert.NotNull(await first.Answer.Task);
        Assert.False(second.Answer.Task.IsCompleted);
    }

    [Fact]
    public async Task ClaimLine_GivenUpWhileATrialIsClaimedForIt_StillGetsTheTrial()
    {
        var line = new ClaimLine();
        var claim = line.Join("a");
        claim.IsServed = true;

        line.GiveUp(claim);
        Assert.False(claim.Answer.Task.IsCompleted);
        line.Answer(claim, Assignment());
        line.EndService(claim);

        Assert.NotNull(await claim.Answer.Task);
        Assert.Null(line.First);
    }

    [Fact]
    public async Task ClaimLine_GivenUpAndTheTrialWasGone_IsAnsweredWithNone()
    {
        var line = new ClaimLine();
        var claim = line.Join("a");
        claim.IsServed = true;
        line.GiveUp(claim);

        line.EndService(claim);

        Assert.Null(await claim.Answer.Task);
        Assert.Null(line.First);
    }

    [Fact]
    public async Task ClaimLine_QueueCannotWork_TellsAllThatWait()
    {
        var line = new ClaimLine();
        var claims = new[] { line.Join("a"), line.Join("b") };

        line.Fail(new InvalidOperationException("no database"));

        foreach (var claim in claims) { await Assert.ThrowsAsync<InvalidOperationException>(() => claim.Answer.Task); }
        Assert.Null(line.First);
    }

    [Fact]
    public void TrialState_AttemptThatIsOver_FencesItAndEveryEarlierOneOnly()
    {
        var state = new TrialState();
        state.End(2);
        state.End(1);

        Assert.Equal((true, true, false), (state.IsOver(1), state.IsOver(2), state.IsOver(3)));
    }

    private static PendingTrial Pending(Guid sweep, int number, DateTimeOffset created) => new(new(sweep, number), created);

    private static TrialAssignment Assignment() =>
        new(new(_older, 1), 1, "sizes", "sizes", "sample", 1, new Hyperparameters(), Objective.Default, null);
}
