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
        var (claim, other) = (_line.Join(new("silo-1", 1)), _line.Join(new("silo-1", 2)));

        _line.Withdraw("silo-1", 1);

        Assert.Null(await claim.Answer.Task);
        Assert.Equal([other], _line.All);
    }

    [Fact]
    public async Task Request_WithdrawnWhileATrialIsAssignedToIt_IsAnsweredWithThatTrial()
    {
        var claim = _line.Join(new("silo-1", 1));
        var assignment = new TrialAssignment(
            new(Guid.Empty, 1), 1, "sizes", "sizes", "sample", 1, new(), new("val/loss", Goal.Minimize), null);
        claim.IsServed = true;

        _line.Withdraw("silo-1", 1);

        Assert.False(claim.Answer.Task.IsCompleted);
        _line.Answer(claim, assignment);
        _line.EndService(claim);
        Assert.Same(assignment, await claim.Answer.Task);
    }

    [Fact]
    public void Withdraw_OfASlotThatDoesNotWait_ChangesNothing()
    {
        var claim = _line.Join(new("silo-1", 1));

        _line.Withdraw("silo-2", 1);

        Assert.False(claim.Answer.Task.IsCompleted);
    }
}
