using System.Collections.Immutable;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// Writes the event files of one attempt, as far as possible. If they cannot be written, or were removed, training continues, and they are
/// written from the database when that is possible again. It is tried after a second at first, and then less often.
/// </summary>
/// <param name="vectors">The word vectors at the attempt's beginning.</param>
internal sealed class AttemptEventFile(
    TrialAssignment assignment, WordVectors? vectors, EventFileWriters logs, TimeProvider time) : IDisposable
{
    private TrialEventFile? _log;
    private WordVectors? _vectors = vectors;
    private long _reached = assignment.Checkpoint?.Step ?? 0;
    private (long Since, TimeSpan Pause) _failed;
    private int _failures;
    private bool _hasEnded;

    private bool IsLost => _log is null or { IsLost: true };

    /// <summary>Begins the files, complete up to the step at which the attempt begins.</summary>
    public async Task BeginAsync()
    {
        logs.Lost.Begin(assignment.Trial);
        logs.Begin(assignment.Trial);
        Take(await logs.BeginAsync(assignment, _vectors));
    }

    /// <summary>
    /// Adds what was stored in the database. Called every second, even without new points, so that readers soon see everything.
    /// </summary>
    public async Task WriteAsync(ImmutableArray<MetricPoint> points, ImmutableArray<StepSummary> summaries)
    {
        _log?.Write(points, summaries);
        if (points.Any(point => point.Metric == assignment.Schema.Resource.Name)) { _log?.Flush(); }
        else { _log?.FlushIfDue(); }

        if (!points.IsEmpty) { _reached = Math.Max(_reached, points[^1].Step); }
        if (!summaries.IsDefaultOrEmpty) { _reached = Math.Max(_reached, summaries[^1].Step); }
        if (!IsLost) { return; }
        if (_failed.Pause == TimeSpan.Zero) { Wait(); }
        if (time.GetElapsedTime(_failed.Since) < _failed.Pause) { return; }
        _log?.Dispose();
        Take(await logs.RestoreAsync(assignment, _reached, _vectors));
    }

    /// <inheritdoc cref="TrialEventFile.Show"/>
    public void Show(WordVectors newest)
    {
        _vectors = newest;
        _log?.Show(newest);
    }

    /// <inheritdoc cref="TrialEventFile.Flush"/>
    public void Flush() => _log?.Flush();

    /// <summary>Ends the attempt. The trial waits at the level that the attempt has reached.</summary>
    public void Hold()
    {
        _log?.Flush();
        logs.Hold(assignment);
    }

    /// <inheritdoc cref="TrialEventFile.End"/>
    public void End(TrialStatus status, string? reason)
    {
        _hasEnded = true;
        _log?.End(status, reason);
        logs.Lost.End(EndedEventFile.Of(assignment, IsLost ? null : _log?.Path));
    }

    public void Dispose()
    {
        _log?.Dispose();

        // The next attempt looks for gaps itself, on whatever silo it runs.
        if (!_hasEnded) { logs.Lost.Forget(assignment.Trial); }
    }

    private void Take(TrialEventFile? log)
    {
        _log = log;
        if (IsLost)
        {
            Wait();
            return;
        }

        (_failures, _failed) = (0, default);
        logs.Lost.Forget(assignment.Trial);
    }

    private void Wait() => _failed = (time.GetTimestamp(), EventFileWriters.Backoff.DelayBefore(++_failures));
}
