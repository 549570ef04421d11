using Sweep.Silo.Telemetry;
using Sweep.Silo.Training;

namespace Sweep.Silo.Slots;

/// <summary>What the attempts of all slots share.</summary>
internal sealed record SlotTools(ICheckpointStore Checkpoints, SweepLogs Logs, Resender Resender, SlotTelemetry Telemetry);
