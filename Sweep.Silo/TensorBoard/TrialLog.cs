using System.Collections.Immutable;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;
using Tensorboard;

namespace Sweep.Silo.TensorBoard;

/// <summary>
/// The TensorBoard files of one attempt of a trial: a new file in <c>logs/SWEEP/trial-0001</c>, whose name sorts after those of the
/// attempts before, and whose start voids what they wrote behind the checkpoint that this one goes on from: no step shows twice.
/// </summary>
/// <remarks>
/// One thread at a time. It never ends a training: where files cannot be written, that is one warning, and from there on this attempt's
/// points are only counted (<see cref="Dropped"/>).
/// </remarks>
internal sealed partial class TrialLog : IDisposable
{
    private readonly TrialAssignment _assignment;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _folder;
    private readonly string _bestTag;
    private EventFileWriter? _writer;
    private double? _best;
    private bool _lost;
    private WordVectors? _vectors;

    private TrialLog(string folder, TrialAssignment assignment, TimeProvider time, ILogger logger)
    {
        (_folder, _assignment, _time, _logger) = (folder, assignment, time, logger);
        _bestTag = HParams.BestTag(assignment.Objective);
    }

    /// <summary>Points that were handed over when the file could not be written.</summary>
    public long Dropped { get; private set; }

    /// <summary>Whether the file could not be written at some time, and is not any more.</summary>
    public bool IsLost => _lost;

    /// <summary>Begins the attempt's file with the trial's hyperparameters and configuration.</summary>
    /// <param name="logsFolder">Made where it is missing.</param>
    public static TrialLog Open(string logsFolder, TrialAssignment assignment, TimeProvider time, ILogger logger)
    {
        var folder = LogFolders.Trial(logsFolder, assignment.Folder, assignment.Trial.Number);
        var log = new TrialLog(folder, assignment, time, logger);
        log.Try(log.Begin);
        return log;
    }

    /// <summary>Adds points, one record for each step with all its tags, and the running best beside each point of the objective.</summary>
    /// <param name="points">In ascending order of steps; all points of a step in one call.</param>
    /// <param name="summaries">What the same steps have beside their points.</param>
    public void Write(IReadOnlyCollection<MetricPoint> points, ImmutableArray<StepSummary> summaries = default)
    {
        if (!Try(() => WriteSteps(points)))
        {
            Dropped += points.Count;
        }
    }

    /// <summary>Shows the words' vectors in the projector, in place of those before.</summary>
    public void Show(WordVectors vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        _vectors = vectors;
    }

    /// <summary>
    /// Says how the trial ended, and flushes. Only for the end of the trial itself, not of an attempt that will be followed by another: the
    /// first end in a folder stands for good. Any status but Completed (success), Diverged and Failed (failure) leaves the end open.
    /// </summary>
    public void End(TrialStatus status)
    {
        if (status is TrialStatus.Completed or TrialStatus.Diverged or TrialStatus.Failed)
        {
            Try(() => _writer?.Write(0, [HParams.SessionEnd(status is TrialStatus.Completed, _time.GetUtcNow())]));
        }

        Flush();
    }

    /// <summary>Lets readers see everything written so far: at the end of an epoch, and before a checkpoint is reported.</summary>
    public void Flush() => Try(() => _writer?.Flush());

    public void Dispose()
    {
        Try(() => _writer?.Dispose());
        _writer = null;
    }

    private void Begin()
    {
        Directory.CreateDirectory(_folder);
        // The checkpoint's own step was written before the checkpoint: it stays.
        var startStep = _assignment.Checkpoint is { } checkpoint ? checkpoint.Step + 1 : 0;
        (var introduced, _best) = EarlierAttempts.Read(_folder, _assignment.Objective, startStep);
        var now = _time.GetUtcNow();
        _writer = new EventFileWriter(EventFileName.Next(_folder, _assignment.Attempt, now), startStep, _time);
        if (!introduced)
        {
            _writer.Write(0, [HParams.SessionStart(_assignment, now), Summaries.Text("config", ConfigText.Of(_assignment))]);
        }

        _writer.Flush();
    }

    private void WriteSteps(IReadOnlyCollection<MetricPoint> points)
    {
        foreach (var step in points.GroupBy(point => point.Step))
        {
            _writer?.Write(step.Key, step.SelectMany(Values));
        }
    }

    private IEnumerable<Summary.Types.Value> Values(MetricPoint point)
    {
        yield return Summaries.Scalar(point.Metric, point.Value);
        if (point.Metric != _assignment.Objective.Metric)
        {
            yield break;
        }

        _best = _assignment.Objective.IsBetter(point.Value, _best) ? point.Value : _best;
        if (_best is { } best)
        {
            yield return Summaries.Scalar(_bestTag, best);
        }
    }

    /// <returns>Whether there was a file and the action succeeded on it.</returns>
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
        catch (Exception exception) when (LogFolders.IsUnwritable(exception))
        {
            Lose(exception);
            return false;
        }
    }

    private void Lose(Exception exception)
    {
        _lost = true;
        LogLost(_logger, _assignment.Trial.Number, _assignment.Attempt, _folder, exception.Message);
        _writer?.Dispose();
        _writer = null;
    }
}
