using Sweep.Silo.Checkpoints;
using Sweep.Silo.EventFiles;
using Sweep.Silo.Retry;
using Sweep.Silo.Telemetry;

namespace Sweep.Silo.Slots;

/// <summary>The services that the attempts of all slots share.</summary>
internal sealed record SlotTools(
    ICheckpointWriter Checkpoints, EventFileWriters Logs, GrainRetryPolicy GrainRetryPolicy, SlotTelemetry Telemetry);
