using System.Diagnostics.Metrics;

namespace Sweep.Silo.Telemetry;

/// <summary>Measures what checkpoints cost.</summary>
internal sealed class CheckpointMetrics
{
    private readonly Histogram<double> _times;
    private readonly Histogram<long> _sizes;

    public CheckpointMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("Sweep.Checkpoints");
        _times = meter.CreateHistogram<double>(
            "sweep.checkpoint.duration",
            "s",
            "Time to write a checkpoint to this machine's disk, to store it for all silos, and to fetch and read one.");
        _sizes = meter.CreateHistogram<long>("sweep.checkpoint.size", "By", "Size of a checkpoint that was written.");
    }

    public void Written(TimeSpan time, long bytes)
    {
        Record("write", time);
        _sizes.Record(bytes);
    }

    public void Stored(TimeSpan time) => Record("store", time);

    public void Read(TimeSpan time) => Record("read", time);

    private void Record(string operation, TimeSpan time) =>
        _times.Record(time.TotalSeconds, new KeyValuePair<string, object?>("operation", operation));
}
