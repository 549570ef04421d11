using Microsoft.Extensions.Time.Testing;
using Sweep.Silo.Telemetry;

namespace Sweep.Tests.Telemetry;

/// <summary>Where a slot's time goes.</summary>
public sealed class SlotClockTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly TestMeters _meters = new();

    public void Dispose() => _meters.Dispose();

    [Fact]
    public void Count_BeforeAnySlot_StandsAtZeroForEveryState()
    {
        SlotClock.Count(_meters.Create(new("Sweep.Slots")));

        Assert.All(
            ["idle", "beginning", "training", "validating", "checkpoint", "reporting"], state => Assert.Equal(0, Seconds(state)));
    }

    [Fact]
    public void Enter_OfOtherStates_CountsEachSecondOnce()
    {
        var clock = Open();
        Pass(4);
        clock.Flush();
        Pass(1);
        clock.Enter(SlotState.Beginning);
        Pass(2);
        clock.Enter(SlotState.Training);
        Pass(10);
        clock.Enter(SlotState.Training);
        Pass(10);
        clock.Split(SlotState.Validating, TimeSpan.FromSeconds(3));
        Pass(6);
        clock.Dispose();

        Assert.Equal((5, 2, 17 + 6, 3), (Seconds("idle"), Seconds("beginning"), Seconds("training"), Seconds("validating")));
    }

    [Fact]
    public void Split_OfMoreThanHasPassed_CountsWhatHasPassed()
    {
        using var clock = Open();
        clock.Enter(SlotState.Training);
        Pass(2);

        clock.Split(SlotState.Validating, TimeSpan.FromSeconds(3));

        Assert.Equal((0, 2), (Seconds("training"), Seconds("validating")));
    }

    private SlotClock Open() => new(SlotClock.Count(_meters.Create(new("Sweep.Slots"))), _time);

    private void Pass(int seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    private double? Seconds(string state) => _meters.Sum($"sweep.slot.seconds{{state={state}}}");
}
