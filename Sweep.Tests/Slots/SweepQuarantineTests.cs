using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using Sweep.Grains;
using Sweep.Grains.Trials;
using Sweep.Silo.Slots;

namespace Sweep.Tests.Slots;

/// <summary>Which sweeps a silo is not to be given, and for how long.</summary>
public sealed class SweepQuarantineTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly SweepQuarantine _obstacles;
    private readonly TrialAssignment _hurt =
        new(new(Guid.NewGuid(), 3), 1, "sizes", "sizes", "sample", 1, new LanguageModelParameters(), Language.Objective, null,
            LanguageModelParameters.Schema);

    public SweepQuarantineTests() => _obstacles = new(_time, new SlotLogger<SweepQuarantine>(_lines));

    [Fact]
    public void PassBy_AfterEachObstacle_HoldsTheSweepBackLongerUpToAMinute()
    {
        foreach (var seconds in new[] { 5, 10, 20, 40, 60, 60 })
        {
            Meet("no books");
            _time.Advance(TimeSpan.FromSeconds(seconds - 0.1));
            Assert.Equal([_hurt.Trial.SweepId], _obstacles.PassBy());
            _time.Advance(TimeSpan.FromSeconds(0.1));
            Assert.Empty(_obstacles.PassBy());
        }

        Assert.Equal(["Warning: Trial sizes/3 cannot be trained on this machine and is left to others: no books"], _lines);
    }

    [Fact]
    public void PassBy_AfterAPause_LetsOneSlotTryBeforeTheOthers()
    {
        Meet("no books");
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Empty(_obstacles.PassBy());
        Assert.Single(_obstacles.PassBy());
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(_obstacles.PassBy());
    }

    [Fact]
    public void Meet_BySeveralSlotsAtOnce_IsOnePause()
    {
        Meet("no books");
        Meet("no books");
        Meet("no books");
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Empty(_obstacles.PassBy());
    }

    [Fact]
    public void Overcome_ByATrialThatWasTrained_OpensTheSweepAtOnce()
    {
        Meet("no books");

        _obstacles.Overcome(_hurt.Trial.SweepId);

        Assert.Empty(_obstacles.PassBy());
    }

    [Fact]
    public void PassBy_LongAfterTheLastObstacle_HasForgottenIt()
    {
        Meet("no books");
        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.Empty(_obstacles.PassBy());
        Assert.Empty(_obstacles.PassBy());
    }

    private void Meet(string problem) => _obstacles.Meet(_hurt, new(problem, SherlockException.OutOfReach));
}
