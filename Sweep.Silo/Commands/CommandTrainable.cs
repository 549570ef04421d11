using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;
using Sweep.Silo.Files;

namespace Sweep.Silo.Commands;

/// <summary>
/// Makes a program of any language trainable by slots, by protocol 1: a JSON file tells it what to train, and it appends lines to a report.
/// docs/commands.md describes the protocol.
/// </summary>
/// <param name="schema">What its trials set and report.</param>
internal sealed class CommandTrainable(TrainableSchema schema, CommandSpec command, TimeProvider time) : ITrainable, IPreparesSweeps
{
    public TrainableSchema Schema => schema;

    /// <summary>The command that the file of a sweep declares; null if it declares none.</summary>
    public static CommandTrainable? Of(SweepSpec spec, TimeProvider time) =>
        spec.Command is { } command ? new(spec.Schema, command, time) : null;

    public ITraining Begin(TrialContext trial, CancellationToken cancellationToken)
    {
        var folder = new AttemptFolder(trial.ScratchFolder());
        var total = schema.Resource.Total(trial.Hyperparameters);
        trial = trial with { Until = total is { } end ? Math.Min(trial.Until ?? end, end) : trial.Until };
        OnDisk.Run(() =>
        {
            folder.Prepare(trial.Checkpoint);
            folder.WriteTrial(TrialFile.Write(schema, trial, folder, total));
        });
        cancellationToken.ThrowIfCancellationRequested();
        var log = new LogTail(command.Limits.Log);
        var process = GuardedCommand.Start(Start(trial, folder), log);
        try
        {
            return new CommandTraining(trial, total, command.Limits, folder, process, log, Parser(), time);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public SweepCheck Check(SweepSpec spec, CancellationToken cancellationToken)
    {
        if (NoFolder() is { } problem) { throw new SherlockException(problem) { Key = GridKeys.Trainable }; }
        return Executable.Find(command).Problem is { } wrong
            ? throw new SherlockException($"{wrong}; allowed: a program that this machine has") { Key = GridKeys.Trainable }
            : new(SearchSamples.Or(spec).Count());
    }

    /// <inheritdoc/>
    public void CheckCheckpoint(TrialContext trial)
    {
        // The command itself says what it can continue from.
    }

    /// <summary>That the working folder is not there; null if it is.</summary>
    private string? NoFolder() =>
        Directory.Exists(command.Folder) ? null : $"there is no folder {command.Folder} for the command to work in";

    private ReportParser Parser() => new([.. schema.Metrics.Select(metric => metric.Name)]);

    private CommandStart Start(TrialContext trial, AttemptFolder folder)
    {
        var (program, problem) = NoFolder() is { } lack ? (null, lack) : Executable.Find(command);
        if (program is null)
        {
            throw new SherlockException($"The command of '{schema.Name}' cannot be started: {problem}.", SherlockException.OutOfReach);
        }

        var arguments = command.PassesArguments ? TrialFile.Arguments(trial.Hyperparameters) : [];
        return new(
            [program, .. command.Words.Skip(1), .. arguments],
            command.Folder,
            CommandEnvironment.Of(command, TrialFile.Variables(trial, folder)),
            $"{TrialFile.Variable}={folder.Trial}");
    }
}
