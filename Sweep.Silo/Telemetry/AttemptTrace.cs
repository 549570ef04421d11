using System.Diagnostics;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Telemetry;

/// <summary>
/// The trace of an attempt: a span from the claim to the end, with spans for the claim, each epoch and each checkpoint below it. Costs nothing where nobody listens.
/// </summary>
/// <remarks>Spans are given their parent by hand: an attempt changes threads, and what others do in its name belongs to other traces.</remarks>
internal sealed class AttemptTrace : IDisposable
{
    public const string SourceName = "Sweep.Attempts";

    private static readonly ActivitySource _source = new(SourceName);

    private readonly TraceSpan? _attempt;
    private TraceSpan? _epoch;

    /// <param name="silo">The silo's name.</param>
    /// <param name="claiming">How long the claim took that has just been answered.</param>
    public AttemptTrace(TrialAssignment assignment, string silo, TimeSpan claiming)
    {
        _attempt = TraceSpan.Start(_source, "attempt", ago: claiming);
        _attempt?.SetTag("sweep", assignment.Folder)
            .SetTag("trial", assignment.Trial.Number)
            .SetTag("attempt", assignment.Attempt)
            .SetTag("silo", silo);
        using var claim = Child("claim", claiming);
    }

    /// <summary>An epoch begins; one that runs ends.</summary>
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

    /// <summary>A span for writing or storing a checkpoint; the caller ends it.</summary>
    /// <param name="operation"><c>write</c> or <c>store</c>.</param>
    public TraceSpan? Checkpoint(string operation, long step) => Child("checkpoint")?.SetTag("operation", operation).SetTag("step", step);

    /// <summary>How the attempt ended.</summary>
    /// <param name="problem">What was wrong; null where nothing was.</param>
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
