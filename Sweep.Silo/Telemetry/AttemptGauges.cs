using System.Collections.Immutable;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Telemetry;

/// <summary>
/// The current state of one attempt for the gauges. The slot's thread and the report sender write it, and any thread may read it.
/// </summary>
internal sealed class AttemptGauges(TrialAssignment assignment)
{
    private readonly string _objective = assignment.Objective.Metric;
    private long _waiting;
    private double _value;
    private bool _isKnown;
    private double _progress;

    /// <summary>The sweep's folder, which is unique; the database's views use the same name.</summary>
    public string Sweep => assignment.Folder;

    public int Trial => assignment.Trial.Number;

    /// <summary>Points that were reported and are not stored yet.</summary>
    public long Waiting => Math.Max(0, Interlocked.Read(ref _waiting));

    /// <summary>Progress of the trial, from 0 to 1.</summary>
    public double Progress => Volatile.Read(ref _progress);

    /// <summary>The objective's newest value; null before this attempt's first value.</summary>
    public double? Objective => Volatile.Read(ref _isKnown) ? Volatile.Read(ref _value) : null;

    public void At(long step, long totalSteps) => Volatile.Write(ref _progress, totalSteps > 0 ? (double)step / totalSteps : 0);

    public void Reported(ImmutableArray<MetricPoint> points)
    {
        Interlocked.Add(ref _waiting, points.Length);
        foreach (var point in points)
        {
            if (point.Metric != _objective) { continue; }
            Volatile.Write(ref _value, point.Value);
            Volatile.Write(ref _isKnown, true);
        }
    }

    public void Stored(int points) => Interlocked.Add(ref _waiting, -points);
}
