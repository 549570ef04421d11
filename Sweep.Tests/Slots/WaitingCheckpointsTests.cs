using Sweep.Grains.Trials;
using Sweep.Silo.Slots;

namespace Sweep.Tests.Slots;

/// <summary>The newest and the best checkpoint while they wait for the database.</summary>
public sealed class WaitingCheckpointsTests
{
    private readonly WaitingCheckpoints _waiting = new();

    [Fact]
    public void Take_OfABestAndANewest_IsInTheOrderOfTheirSteps()
    {
        _waiting.Put(new(At(40), At(30)));

        Assert.Equal([30L, 40, null], [_waiting.Take()?.Step, _waiting.Take()?.Step, _waiting.Take()?.Step]);
    }

    [Fact]
    public void Put_OfANewestThatIsTheBest_IsTakenOnce()
    {
        Assert.Empty(_waiting.Put(new(At(40), At(40))));

        Assert.Equal([40L, null], [_waiting.Take()?.Step, _waiting.Take()?.Step]);
    }

    [Fact]
    public void Put_OfNewerOnes_DropsOnlyWhatIsNeitherTheNewestNorTheBest()
    {
        Assert.Empty(_waiting.Put(new(At(10), At(10))));
        Assert.Empty(_waiting.Put(new(At(20), null)));
        Assert.Equal([20L], _waiting.Put(new(At(30), null)).Select(dropped => dropped.Step));
        Assert.Equal([30L, 10], _waiting.Put(new(At(50), At(40))).Select(dropped => dropped.Step));
        Assert.Equal((50L, 40L), _waiting.Steps);

        Assert.Equal([50L, 40], _waiting.Clear().Select(dropped => dropped.Step));
        Assert.Null(_waiting.Next);
    }

    [Fact]
    public void Take_OfABestOfALaterStepThanTheNewest_ComesAfterIt()
    {
        _waiting.Put(new(At(10), null));
        _waiting.Put(new(null, At(20)));

        Assert.Equal([10L, 20], [_waiting.Take()?.Step, _waiting.Take()?.Step]);
    }

    private static CheckpointInfo At(long step) => new(step, $"file-{step}", 1);
}
