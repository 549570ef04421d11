using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// Writes the event files of all trials of a sweep to any folder, from the database, one trial after the other. It replaces files that an
/// earlier export left, and leaves other files alone.
/// </summary>
internal sealed class EventFileExport(
    ISweepReader reader,
    SweepSummary sweep,
    EventFileExportRequest request,
    TrainableRegistry trainables,
    IVectorReader vectors,
    TimeProvider time) : IEventFileExport
{
    private readonly Dictionary<int, ExportedTrial> _trials = [];
    private readonly ExportVectors _vectors = new(vectors);
    private string? _problem;
    private int _complete;
    private bool _hasSeenAll;

    public async Task<EventFileExportState> WriteAsync(IProgress<EventFileExportState> progress, CancellationToken cancellationToken)
    {
        var now = await reader.SummaryAsync(sweep.Id, cancellationToken);
        if (!_hasSeenAll) { LiveFiles.RequireNone(request.Folder, now.Folder); }

        // The folder may be writable again since the last call.
        _problem = null;
        SweepEventFile.Write(request.Folder, now.Folder, now.Spec, time, Note);
        RequireWritten();
        var state = new EventFileExportState(now.Status, 0, now.Trials, 0, 0);

        // The status is read first, then the points, because a trial that has ended gets no more of them. Only little of each trial is in
        // memory.
        foreach (var trial in await TrialsAsync(now, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IsToWrite(trial)) { await WriteAsync(now, trial, cancellationToken); }
            state = State(state with { Seen = state.Seen + 1 });
            progress.Report(state);
        }

        _hasSeenAll = true;
        return State(state with { Seen = now.Trials });
    }

    public void Dispose()
    {
        foreach (var trial in _trials.Values) { trial.Dispose(); }
    }

    private bool IsToWrite(TrialSummary trial) => _trials.TryGetValue(trial.Id.Number, out var files)
        ? !files.IsUpToDate(trial)
        : trial.Step > 0 || trial.Attempts > 0 || trial.Status.IsFinal();

    private EventFileExportState State(EventFileExportState state) => state with
    {
        Written = _trials.Count,
        Ended = _complete,
        WithoutVectors = _vectors.Missing,
        VectorProblem = _vectors.Problem,
    };

    /// <summary>
    /// The trials that can have changed. They are all trials at first, at the end, and if one began and ended between two calls.
    /// </summary>
    private async Task<IReadOnlyList<TrialSummary>> TrialsAsync(SweepSummary now, CancellationToken cancellationToken)
    {
        var ended = now.Counts.Where(count => count.Key.IsFinal()).Sum(count => count.Value);
        return _hasSeenAll && now.Status is (SweepStatus.Running or SweepStatus.Paused) && ended <= _complete
            ? await reader.ChangedAsync(
                sweep.Id, [.. _trials.Where(one => !one.Value.IsComplete).Select(one => one.Key)], cancellationToken)
            : await reader.TrialsAsync(sweep.Id, cancellationToken);
    }

    private async Task WriteAsync(SweepSummary now, TrialSummary trial, CancellationToken cancellationToken)
    {
        var assignment = RecordedAssignments.Of(now.Folder, now.Spec, trial);
        if (!_trials.TryGetValue(trial.Id.Number, out var files))
        {
            // The name stays for as long as this export lasts, whatever an extension lets vary too.
            var name = request.NamesValues ? RunNames.Of(now.Spec, assignment) : null;
            var content = new EventFileContent(IsExported: true)
            {
                Grafana = request.Grafana,
                Graph = TrialGraphs.Of(trainables, now.Spec.Trainable),
                RunName = name,
            };
            files = new(request.Folder, content, _vectors, time, Note);
            _trials.Add(trial.Id.Number, files);
        }

        var before = files.IsComplete;
        await files.WriteAsync(reader, assignment, trial, request.Follows, cancellationToken);
        _complete += (files.IsComplete ? 1 : 0) - (before ? 1 : 0);
        RequireWritten();
    }

    private void Note(string problem) => _problem ??= problem;

    /// <exception cref="SherlockException">A file cannot be written. Training continues after that, but an export does not.</exception>
    private void RequireWritten()
    {
        if (_problem is not null) { throw new SherlockException($"The export to '{request.Folder}' cannot go on: {_problem}"); }
    }
}
