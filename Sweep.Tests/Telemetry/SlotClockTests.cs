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
        _ = new SlotSeconds(_meters.Create(new("Sweep.Slots")));

        Assert.All(
            ["idle", "beginning", "training", "validating", "checkpoint", "reporting"], state => Assert.Equal(0, Seconds(state)));
    }

    [Fact]
    public void Enter_OfOtherStates_CountsEachSecondOnce()
    {
        var clock = Open();
        Pass(5);
        clock.Enter(SlotState.Beginning);
        Pass(2);
        clock.Enter(SlotState.Training);
        Pass(10);
        clock.Enter(SlotState.Training);
        Pass(10);
        clock.Split(SlotState.Validating, TimeSpan.FromSeconds(3));
        Pass(6);
        clock.Dispose();
        Pass(100);

        Assert.Equal((5, 2, 17 + 6, 3), (Seconds("idle"), Seconds("beginning"), Seconds("training"), Seconds("validating")));
    }

    [Theory]
    [InlineData("idle")]
    [InlineData("beginning")]
    [InlineData("checkpoint")]
    [InlineData("reporting")]
    public void Seconds_WhileAStateLasts_GrowAtEachLook(string state)
    {
        using var clock = Open();
        clock.Enter(Enum.Parse<SlotState>(state, ignoreCase: true));

        Pass(3_600);
        Assert.Equal(3_600, Seconds(state));
        Pass(3_600);
        Assert.Equal(7_200, Seconds(state));
    }

    [Fact]
    public void Seconds_OfTrainingWhoseEndIsNotKnown_NeverFall()
    {
        using var clock = Open();
        clock.Enter(SlotState.Training);
        Pass(2);
        var before = Seconds("training");
        Pass(8);

        // All ten were an epoch's end.
        clock.Split(SlotState.Validating, TimeSpan.FromSeconds(10));

        Assert.Equal((0, 0, 10), (before, Seconds("training"), Seconds("validating")));
    }

    [Fact]
    public void Seconds_OfTwoSlots_AreTheirSum()
    {
        var seconds = new SlotSeconds(_meters.Create(new("Sweep.Slots")));
        using var first = seconds.Open(_time);
        Pass(5);
        using var second = seconds.Open(_time);
        second.Enter(SlotState.Reporting);
        Pass(7);

        Assert.Equal((12, 7), (Seconds("idle"), Seconds("reporting")));
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

    private SlotClock Open() => new SlotSeconds(_meters.Create(new("Sweep.Slots"))).Open(_time);

    private void Pass(int seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    private double Seconds(string state) => _meters.Gauges()[$"sweep.slot.seconds{{state={state}}}"];
}
