using Sweep.Silo.Telemetry;

namespace Sweep.Silo.Slots;

/// <summary>Room for one trial: a thread, and a clock that tells where its time goes.</summary>
/// <param name="Number">From 1, in its silo.</param>
internal sealed record Slot(int Number, SlotThread Thread, SlotClock Clock) : IDisposable
{
    public void Dispose()
    {
        Thread.Dispose();
        Clock.Dispose();
    }
}
