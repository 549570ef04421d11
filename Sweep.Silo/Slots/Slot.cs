using Sweep.Silo.Telemetry;

namespace Sweep.Silo.Slots;

/// <summary>Room for one trial: a thread, and a clock that measures how its time is spent.</summary>
/// <param name="Number">The slot's number in its silo, from 1.</param>
internal sealed record Slot(int Number, SlotThread Thread, SlotClock Clock) : IDisposable
{
    public void Dispose()
    {
        Thread.Dispose();
        Clock.Dispose();
    }
}
