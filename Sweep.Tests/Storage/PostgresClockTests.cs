using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Storage.Postgres;

namespace Sweep.Tests.Storage;

[Trait("Category", "Slow")]
public sealed class PostgresClockTests
{
    private static readonly DateTimeOffset _noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly Machine _machine = new(_noon);

    [Fact]
    public void Clock_MachinesClockIsSetForward_GoesOnByTheTimeThatHasGoneBy()
    {
        var clock = new PostgresClock(_noon.AddHours(3), _machine.GetTimestamp(), _machine);
        Assert.Equal(TimeSpan.FromHours(3), clock.Offset);

        _machine.GoBy(TimeSpan.FromSeconds(20));
        _machine.Set(TimeSpan.FromHours(1));

        Assert.Equal(_noon.AddHours(3).AddSeconds(20), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromHours(2), clock.Offset);
    }

    [Fact]
    public void Clock_ServerIsReadAnew_GoesOnFromThere()
    {
        var clock = new PostgresClock(_noon, _machine.GetTimestamp(), _machine);
        _machine.GoBy(TimeSpan.FromMinutes(1));

        clock.Follow(new(_noon.AddMinutes(5), _machine.GetTimestamp(), _machine));
        _machine.GoBy(TimeSpan.FromSeconds(1));

        Assert.Equal(_noon.AddMinutes(5).AddSeconds(1), clock.GetUtcNow());
    }

    [Fact]
    public void SteadyTime_MachinesClockIsSetBack_GoesOnByTheTimeThatHasGoneBy()
    {
        var time = new SteadyTime(_noon, _machine.GetTimestamp(), _machine);

        _machine.GoBy(TimeSpan.FromSeconds(20));
        _machine.Set(TimeSpan.FromHours(-1));

        Assert.Equal(_noon.AddSeconds(20), time.GetUtcNow());
    }

    [Fact]
    public void DatabaseTime_MachinesClockIsSetForward_StoresTheSameMomentAsTheSameTime()
    {
        var time = new DatabaseTime(new PostgresClock(_noon.AddHours(3), _machine.GetTimestamp(), _machine), _machine);
        Assert.Equal(_noon.AddHours(3), time.ToStored(_machine.GetUtcNow().UtcDateTime));

        _machine.Set(TimeSpan.FromHours(1));

        Assert.Equal(_noon.AddHours(3), time.ToStored(_machine.GetUtcNow().UtcDateTime));
        Assert.Equal(_noon.AddHours(1).UtcDateTime, time.ToLocal(_noon.AddHours(3)));
    }

    /// <summary>A machine whose clock can be set, without time going by.</summary>
    private sealed class Machine(DateTimeOffset now) : TimeProvider
    {
        private DateTimeOffset _now = now;
        private TimeSpan _elapsed = TimeSpan.FromDays(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => _now;

        public override long GetTimestamp() => _elapsed.Ticks;

        public void GoBy(TimeSpan time) => (_now, _elapsed) = (_now + time, _elapsed + time);

        public void Set(TimeSpan forward) => _now += forward;
    }
}
