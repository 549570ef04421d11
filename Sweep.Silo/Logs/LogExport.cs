using Sweep.Client.Backends;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.TensorBoard;

namespace Sweep.Silo.Logs;

/// <summary>
/// Writes all trials' event files of a sweep anywhere, from the database, one trial after the other. Files that an earlier export left are replaced; those of
/// others are left alone.
/// </summary>
internal sealed class LogExport(SweepReader reader, SweepSummary sweep, LogExportRequest request, IVectorReader vectors, TimeProvider time) : ILogExport
{
    private readonly Dictionary<int, ExportedTrial> _trials = [];
    private readonly ExportLogger _logger = new();
    private readonly ExportVectors _vectors = new(vectors);

    public async Task<LogExportState> WriteAsync(IProgress<LogExportState> progress, CancellationToken cancellationToken)
    {
        var now = await reader.SummaryAsync(sweep.Id, cancellationToken);
        SweepLog.Write(request.Folder, now.Folder, now.Spec, time, _logger);
        _logger.Require(request.Folder);
        var state = new LogExportState(now.Status, 0, now.Trials, 0, 0);

        // Status first, then points: what has ended has no more of them. Only small things of each trial are held.
        foreach (var trial in await TrialsAsync(now, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (HasSomething(trial)) { await WriteAsync(now, trial, cancellationToken); }
            state = State(state with { Seen = state.Seen + 1 });
            progress.Report(state);
        }

        return State(state with { Seen = now.Trials });
    }

    public void Dispose()
    {
        foreach (var trial in _trials.Values) { trial.Dispose(); }
    }

    private static bool HasSomething(TrialSummary trial) => trial.Step > 0 || trial.Attempts > 0 || trial.Status.IsFinal();

    private LogExportState State(LogExportState state) => state with
    {
        Written = _trials.Count,
        Ended = _trials.Values.Count(trial => trial.IsComplete),
        WithoutVectors = _vectors.Missing,
        VectorProblem = _vectors.Problem,
    };

    /// <summary>Those that can have changed: all at first, at the end, and where one began and ended between two looks.</summary>
    private async Task<IReadOnlyList<TrialSummary>> TrialsAsync(SweepSummary now, CancellationToken cancellationToken)
    {
        var (ended, complete) = (now.Counts.Where(count => count.Key.IsFinal()).Sum(count => count.Value), _trials.Values.Count(one => one.IsComplete));
        if (_trials.Count > 0 && now.Status is SweepStatus.Running && ended <= complete)
        {
            return await reader.ChangedAsync(sweep.Id, [.. _trials.Where(one => !one.Value.IsComplete).Select(one => one.Key)], cancellationToken);
        }

        var all = await reader.TrialsAsync(sweep.Id, cancellationToken);
        return [.. all.Where(trial => !trial.Status.IsFinal() || _trials.GetValueOrDefault(trial.Id.Number) is not { IsComplete: true })];
    }

    private async Task WriteAsync(SweepSummary now, TrialSummary trial, CancellationToken cancellationToken)
    {
        if (!_trials.TryGetValue(trial.Id.Number, out var files))
        {
            files = new(request.Folder, _vectors, time, _logger);
            _trials.Add(trial.Id.Number, files);
        }

        await files.WriteAsync(reader, Assignments.Of(now.Folder, now.Spec, trial), trial, request.Follows, cancellationToken);
        _logger.Require(request.Folder);
    }
}
