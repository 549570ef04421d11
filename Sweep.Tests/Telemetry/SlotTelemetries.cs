using System.Diagnostics.Metrics;
using Sweep.Silo.Contracts;
using Sweep.Silo.Telemetry;
using Sweep.Tests.Slots;

namespace Sweep.Tests.Telemetry;

/// <summary>The telemetry of slots without a silo.</summary>
internal static class SlotTelemetries
{
    public static SlotTelemetry Create(SlotOptions options, TimeProvider time, IMeterFactory factory) =>
        new(new(factory), new(factory), new(factory, new SlotPlan(options.Slots)), new TestSilo(), time);
}
