using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Commands;

/// <summary>One attempt of a command. It passes on the report of the command, and ends when the command has ended.</summary>
/// <param name="trial">The trial. The step at which the attempt ends is at most the total.</param>
/// <param name="total">The trial's last step; null if the command decides it.</param>
internal sealed class CommandTraining(
    TrialContext trial,
    long? total,
    CommandLimits limits,
    AttemptFolder folder,
    GuardedCommand command,
    LogTail log,
    ReportParser parser,
    TimeProvider time) : ITraining, IKeepsReports
{
    /// <summary>How often the report is asked for more.</summary>
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(20);

    private readonly ReportReader _report = new(folder.Report, parser);
    private readonly CommandProgress _progress = new(trial.Checkpoint?.Step ?? 0, trial.Until, total);
    private readonly CommandWatch _watch = new(limits, command, log, time);
    private readonly LogKeeper _log = new(trial, log, time);
    private DirectoryInfo? _checkpoint;

    public long Step => _progress.Step;

    public long? TotalSteps => total;

    public bool IsFinished { get; private set; }

    public long? CheckpointStep => _progress.CheckpointStep;

    /// <summary>A command writes its checkpoint after its report of the last step.</summary>
    bool ITraining.EndsAtLevel => true;

    public IEnumerable<StepReport?> Train(CancellationToken cancellationToken)
    {
        while (true)
        {
            // Asked before the report is read to its end: what the command wrote before it ended is then in it.
            var hasEnded = command.Exit.IsCompleted;
            while (_report.Next() is { } line)
            {
                yield return Take(line);
                _progress.ThrowIfEnded();
                Watch(cancellationToken);
            }

            if (hasEnded) { break; }
            if (Watch(cancellationToken)) { yield return null; }
            command.Exit.Wait(_pace, CancellationToken.None);
        }

        if (Rest() is { } rest)
        {
            yield return Take(rest);
            _progress.ThrowIfEnded();
        }

        IsFinished = CommandEnd.IsFinished(
            command.Exit.Result, _watch, _progress, trial.Until, total, log.LastError);
    }

    /// <inheritdoc/>
    public void WhileWaiting(CancellationToken cancellationToken)
    {
        // What the command reports meanwhile is read later, so it is not silent.
        _watch.Heard();
        Watch(cancellationToken);
    }

    public void Save(Stream destination) => CheckpointArchive.Write(_checkpoint!, destination);

    public void Dispose()
    {
        command.Dispose();
        _report.Dispose();
        _log.End();
    }

    private bool Watch(CancellationToken cancellationToken)
    {
        _log.Keep();
        return _watch.Check(cancellationToken);
    }

    private StepReport? Take(ReportLine line)
    {
        _watch.Heard();
        try
        {
            _progress.Apply(line);
            if (line.Checkpoint is { } name)
            {
                var found = folder.Checkpoint(name);
                if (_checkpoint is not null) { AttemptFolder.Remove(_checkpoint); }
                _checkpoint = found;
            }
        }
        catch (FormatException exception)
        {
            throw _report.Wrong(exception.Message, exception);
        }

        return line.Values.IsEmpty ? null : new(line.Values);
    }

    /// <summary>
    /// What follows the last whole line. A command that failed or was stopped may have been in the middle of it; its next attempt makes
    /// that step again.
    /// </summary>
    private ReportLine? Rest()
    {
        try
        {
            return _report.Last();
        }
        catch (CommandException) when (command.Exit.Result != 0)
        {
            CommandLog.CutLine(trial.Log, Step);
            return null;
        }
    }
}
