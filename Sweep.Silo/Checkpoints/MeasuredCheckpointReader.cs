using System.Diagnostics;
using Sweep.Grains.Trials;
using Sweep.Silo.Telemetry;

namespace Sweep.Silo.Checkpoints;

/// <summary>Measures how long reading a checkpoint takes: from the request until the reader has finished.</summary>
internal sealed class MeasuredCheckpointReader(ICheckpointReader reader, CheckpointMetrics metrics) : ICheckpointReader
{
    public Task<IReadOnlyList<CheckpointInfo>> ListAsync(TrialId trial, CheckpointInfo newest, CancellationToken cancellationToken) =>
        reader.ListAsync(trial, newest, cancellationToken);

    public async Task<CheckpointFile> OpenAsync(TrialId trial, CheckpointInfo checkpoint, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        var file = await reader.OpenAsync(trial, checkpoint, cancellationToken);
        file.Closed += () => metrics.Read(Stopwatch.GetElapsedTime(begun));
        return file;
    }
}
