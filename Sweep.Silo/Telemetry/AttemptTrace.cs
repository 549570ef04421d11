using System.Diagnostics;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Telemetry;

/// <summary>
/// The trace of an attempt: a span from the assignment to the end, and below it spans for the assignment, each epoch and each checkpoint.
/// It costs nothing if no listener is attached.
/// </summary>
/// <remarks>
/// Each span is given its parent explicitly, because an attempt changes threads, and because calls that others make on its behalf belong to
/// other traces.
/// </remarks>
internal sealed class AttemptTrace : IDisposable
{
    public const string SourceName = "Sweep.Attempts";

    private static readonly ActivitySource _source = new(SourceName);

    private readonly TraceSpan? _attempt;
    private TraceSpan? _epoch;

    /// <param name="silo">The silo's name.</param>
    /// <param name="requesting">How long the request took that brought the assignment.</param>
    public AttemptTrace(TrialAssignment assignment, string silo, TimeSpan requesting)
    {
        _attempt = TraceSpan.Start(_source, "attempt", ago: requesting);
        _attempt?.SetTag("sweep", assignment.Folder)
            .SetTag("trial", assignment.Trial.Number)
            .SetTag("attempt", assignment.Attempt)
            .SetTag("silo", silo);
        using var assign = Child("assign", requesting);
    }

    /// <summary>Begins an epoch's span and ends the one before.</summary>
    public void BeginEpoch(long epoch)
    {
        EndEpoch();
        _epoch = Child("epoch")?.SetTag("epoch", epoch);
    }

    public void EndEpoch()
    {
        _epoch?.Dispose();
        _epoch = null;
    }

    /// <summary>Begins a span for writing or storing a checkpoint; the caller ends it.</summary>
    /// <param name="operation"><c>write</c> or <c>store</c>.</param>
    public TraceSpan? Checkpoint(string operation, long step) => Child("checkpoint")?.SetTag("operation", operation).SetTag("step", step);

    /// <summary>Records how the attempt ended.</summary>
    /// <param name="problem">What was wrong; null if the attempt ended without a problem.</param>
    public void End(string outcome, string? problem)
    {
        _attempt?.SetTag("outcome", outcome);
        if (problem is not null) { _attempt?.SetError(problem); }
    }

    public void Dispose()
    {
        EndEpoch();
        _attempt?.Dispose();
    }

    private TraceSpan? Child(string name, TimeSpan ago = default) =>
        _attempt is null ? null : TraceSpan.Start(_source, name, _attempt.Context, ago);
}
