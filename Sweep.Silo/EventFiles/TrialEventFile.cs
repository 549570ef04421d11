using System.Collections.Immutable;
using System.Globalization;
using Google.Protobuf;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;
using Sweep.Silo.Files;
using Tensorboard;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// Writes the TensorBoard files of one attempt of a trial. Each attempt makes a new file in <c>logs/SWEEP/trial-0001</c>. Its name sorts
/// after those of earlier attempts, and its start makes void what they wrote after the checkpoint that this attempt continues from, so no
/// step shows twice.
/// </summary>
/// <remarks>
/// Only one thread may use it at a time. It never ends a training: if files cannot be written, it reports one fault, and from then on only
/// counts this attempt's points (<see cref="Dropped"/>).
/// </remarks>
internal sealed class TrialEventFile : IDisposable
{
    private readonly TrialAssignment _assignment;
    private readonly TimeProvider _time;
    private readonly Action<string> _fault;
    private readonly string _folder;
    private EventFileWriter? _writer;
    private ScalarValues _scalars;
    private long _lastStep;
    private long? _shownStep;
    private bool _lost;

    private TrialEventFile(string folder, TrialAssignment assignment, TimeProvider time, Action<string> fault)
    {
        (_folder, _assignment, _time, _fault) = (folder, assignment, time, fault);
        _scalars = new(assignment, best: null);
    }

    /// <summary>The attempt's file; null if it could not be made.</summary>
    public string? Path { get; private set; }

    /// <summary>The number of points that were lost because the file could not be written.</summary>
    public long Dropped { get; private set; }

    /// <summary>Whether a write to the file has failed, so that nothing more is written.</summary>
    public bool IsLost => _lost;

    /// <summary>Begins the attempt's file with the trial's hyperparameters, configuration and graph.</summary>
    /// <param name="logsFolder">Made where it is missing.</param>
    /// <param name="fault">Called with one line if the files cannot be written.</param>
    /// <param name="content">What else it has; null for nothing.</param>
    public static TrialEventFile Open(
        string logsFolder, TrialAssignment assignment, TimeProvider time, Action<string> fault, EventFileContent? content = null)
    {
        content ??= new();
        var log = new TrialEventFile(content.FolderOf(logsFolder, assignment), assignment, time, fault);
        log.Try(() => log.Begin(content));
        return log;
    }

    /// <summary>Adds points, one record for each step with all its tags, and the running best beside each point of the objective.</summary>
    /// <param name="points">In ascending order of steps; all points of a step in one call.</param>
    /// <param name="summaries">What the same steps have in addition to their points.</param>
    public void Write(IReadOnlyCollection<MetricPoint> points, ImmutableArray<StepSummary> summaries = default)
    {
        if (!Try(() => WriteSteps(points, summaries.IsDefault ? [] : summaries)))
        {
            Dropped += points.Count;
        }
    }

    /// <summary>Shows the words' vectors in the projector, in place of those before.</summary>
    public void Show(WordVectors vectors) => Try(() => WriteVectors(vectors));

    /// <summary>
    /// Writes how the trial ended, and flushes. Call it only at the end of the trial, not of an attempt that will be followed by another
    /// one, because readers keep the first end that they find. Completed and Pruned count as success; Diverged, Failed and Cancelled as
    /// failure; any other status leaves the end open.
    /// </summary>
    /// <param name="reason">Why the trial did not succeed, if it did not.</param>
    public void End(TrialStatus status, string? reason = null)
    {
        if (status.IsFinal())
        {
            Try(() => _writer?.Write(_lastStep, Ending(status, reason).Select(_scalars.Describe)));
        }

        Flush();
    }

    /// <summary>
    /// Makes everything that was written so far visible to readers: at the end of an epoch, and before a checkpoint is reported.
    /// </summary>
    public void Flush() => Try(() => _writer?.Flush());

    /// <summary>Makes visible to readers what has waited for 5 s.</summary>
    public void FlushIfDue() => Try(() => _writer?.FlushIfDue());

    public void Dispose()
    {
        Try(() => _writer?.Dispose());
        _writer = null;
    }

    private void Begin(EventFileContent content)
    {
        Directory.CreateDirectory(_folder);
        // The checkpoint's own step was written before the checkpoint, so it stays.
        var startStep = _assignment.Checkpoint is { } checkpoint ? checkpoint.Step + 1 : 0;
        _lastStep = Math.Max(0, startStep - 1);
        EarlierAttempts.RemoveEnd(_folder);
        var earlier = EarlierAttempts.Read(_folder, _assignment.Objective, startStep);
        _scalars = new(_assignment, earlier.Best);
        if (content.Vectors is { } vectors) { WriteVectors(vectors); }
        var now = _time.GetUtcNow();
        _writer = new EventFileWriter(EventFileName.Next(_folder, _assignment.Attempt, now, content.IsExported), startStep, _time);
        Path = _writer.Path;
        if (!earlier.Introduced) { Introduce(_writer, now, content); }
        if (content.Environment is { } environment) { _writer.Write(startStep, [SummaryValues.Text("environment", environment)]); }
        _writer.Flush();
    }

    private void WriteVectors(WordVectors vectors)
    {
        Projector.Write(_folder, vectors);
        _shownStep = vectors.Step;
    }

    private void Introduce(EventFileWriter writer, DateTimeOffset now, EventFileContent content)
    {
        writer.Write(
            0, [HParams.SessionStart(_assignment, now, content.Grafana), SummaryValues.Text("config", ConfigText.Of(_assignment))]);
        if (content.Graph?.Architecture(_assignment.Hyperparameters) is { } architecture
            && GraphOwner.IsOf(System.IO.Path.GetDirectoryName(_folder)!, architecture, _assignment)
            && content.Graph.Graph(_assignment.Hyperparameters) is { } graph)
        {
            writer.Write(new Event { GraphDef = ByteString.CopyFrom(graph) });
        }
    }

    private void WriteSteps(IReadOnlyCollection<MetricPoint> points, ImmutableArray<StepSummary> summaries)
    {
        var (pointsOf, summariesOf) = (points.ToLookup(point => point.Step), summaries.ToLookup(summary => summary.Step));
        foreach (var step in pointsOf.Select(group => group.Key).Union(summaries.Select(summary => summary.Step)).Order())
        {
            var values = pointsOf[step].SelectMany(_scalars.Of).Concat(summariesOf[step].SelectMany(StepValues.Of));
            _writer?.Write(step, values.Select(_scalars.Describe));
            _lastStep = step;
        }
    }

    private IEnumerable<Summary.Types.Value> Ending(TrialStatus status, string? reason)
    {
        yield return HParams.SessionEnd(status is TrialStatus.Completed or TrialStatus.Pruned, _time.GetUtcNow());
        yield return SummaryValues.Scalar(HParams.DivergedTag, status is TrialStatus.Diverged ? 1 : 0);
        yield return SummaryValues.Text("ending", EndingText.Of(status, reason, _shownStep));
    }

    /// <returns>Whether a file was open and the action succeeded on it.</returns>
    private bool Try(Action write)
    {
        if (_lost)
        {
            return false;
        }

        try
        {
            write();
            return true;
        }
        catch (Exception exception) when (EventFileFolders.IsUnwritable(exception))
        {
            Lose(exception);
            return false;
        }
    }

    private void Lose(Exception exception)
    {
        _lost = true;
        _fault(string.Create(
            CultureInfo.InvariantCulture,
            $"TensorBoard files of trial {_assignment.Trial.Number}, attempt {_assignment.Attempt} cannot be written to '{_folder}': "
                + $"{exception.Message}"));
        _writer?.Dispose();
        _writer = null;
    }
}
