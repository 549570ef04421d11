using Sweep.Grains.Scheduling;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Slots;

/// <summary>Requests of slots that stop: no trial may run for a slot that does not know of it.</summary>
public sealed class StoppedRequestTests
{
    private readonly WaitingSlots _line = new();

    [Fact]
    public async Task Request_WithdrawnWhileItWaits_IsAnsweredWithNone()
    {
        var (waiting, other) = (_line.Join(new("silo-1", 1)), _line.Join(new("silo-1", 2)));

        _line.Withdraw("silo-1", 1);

        Assert.Null(await waiting.Answer.Task);
        Assert.Equal([other], _line.All);
    }

    [Fact]
    public async Task Request_WithdrawnWhileATrialIsAssignedToIt_IsAnsweredWithThatTrial()
    {
        var waiting = _line.Join(new("silo-1", 1));
        var assignment = new TrialAssignment(
            new(Guid.Empty, 1), 1, "sizes", "sizes", "sample", 1, new LanguageModelParameters(), new("val/loss", Goal.Minimize), null,
            LanguageModelParameters.Schema);
        waiting.IsServed = true;

        _line.Withdraw("silo-1", 1);

        Assert.False(waiting.Answer.Task.IsCompleted);
        _line.Answer(waiting, assignment);
        _line.EndService(waiting);
        Assert.Same(assignment, await waiting.Answer.Task);
    }

    [Fact]
    public void Withdraw_OfASlotThatDoesNotWait_ChangesNothing()
    {
        var waiting = _line.Join(new("silo-1", 1));

        _line.Withdraw("silo-2", 1);

        Assert.False(waiting.Answer.Task.IsCompleted);
    }
}
