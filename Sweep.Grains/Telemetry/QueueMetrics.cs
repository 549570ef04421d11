using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Telemetry;

/// <summary>
/// Shows the queue's view of the whole database. A cluster has one queue, so only the silo that holds it shows these gauges; when the queue
/// moves, this silo stops showing them.
/// </summary>
internal sealed class QueueMetrics
{
    private static readonly TrialStatus[] _shown =
    [
        TrialStatus.Pending, TrialStatus.Running, TrialStatus.Paused, TrialStatus.Held, TrialStatus.Completed,
        TrialStatus.Pruned, TrialStatus.Diverged, TrialStatus.Failed, TrialStatus.Cancelled,
    ];

    private readonly Histogram<double> _waited;
    private Picture? _picture;

    public QueueMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("Sweep.Queue");
        meter.CreateObservableGauge("sweep.trials", ObserveTrials, "{trial}", "Trials of the whole database, by status.");
        meter.CreateObservableGauge(
            "sweep.queue.length", ObserveLength, "{trial}", "Trials that could be trained now and wait for a slot.");
        _waited = meter.CreateHistogram<double>(
            "sweep.queue.waiting.time", "s", "Time from the moment a trial could be trained until a slot has it.");
    }

    /// <summary>Records that a trial was assigned to a slot.</summary>
    public void Waited(TimeSpan time) => _waited.Record(Math.Max(0, time.TotalSeconds));

    /// <summary>Shows counts from now on.</summary>
    /// <param name="queue">The queue that counted them.</param>
    public void Show(object queue, TrialCounts counts) => Volatile.Write(ref _picture, new(queue, counts));

    /// <summary>Stops showing counts, unless another queue already shows its own.</summary>
    public void Hide(object queue)
    {
        var picture = Volatile.Read(ref _picture);
        if (picture?.Queue == queue) { Interlocked.CompareExchange(ref _picture, null, picture); }
    }

    private IEnumerable<Measurement<long>> ObserveTrials()
    {
        if (Volatile.Read(ref _picture) is not { } picture) { yield break; }
        foreach (var status in _shown)
        {
            yield return new(
                picture.Counts.Trials.GetValueOrDefault(status), new KeyValuePair<string, object?>("status", StoreMetrics.Label(status)));
        }
    }

    private IEnumerable<Measurement<long>> ObserveLength() =>
        Volatile.Read(ref _picture) is { } picture ? [new(picture.Counts.Waiting)] : [];

    private sealed record Picture(object Queue, TrialCounts Counts);
}

/// <summary>Numbers of trials over all sweeps.</summary>
/// <param name="Trials">Number of trials by status; a status without trials is missing.</param>
/// <param name="Waiting">Number of trials that could be trained now: they wait for a slot, and their sweep runs.</param>
internal sealed record TrialCounts(ImmutableDictionary<TrialStatus, long> Trials, long Waiting);
