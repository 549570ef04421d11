using System.Globalization;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Commands;

/// <summary>How far a command has come by its report, and the rules of the order of its lines.</summary>
/// <remarks>
/// A step is reported once, with all its metrics in one line, because the points of a stored step are never added to. A checkpoint follows
/// the line of its step: an attempt that continues from it does not report that step again.
/// </remarks>
/// <param name="from">The step of the checkpoint from which the command continues; 0 if there is none.</param>
/// <param name="until">The step at which the attempt ends; null if the command decides it.</param>
/// <param name="total">The trial's last step; null if the command decides it.</param>
internal sealed class CommandProgress(long from, long? until, long? total)
{
    private readonly long _from = from;
    private string? _checkpoint;
    private ReportLine? _last;

    public long Step { get; private set; } = from;

    /// <summary>The step of the newest checkpoint that the command has written; null if it has written none.</summary>
    public long? CheckpointStep { get; private set; }

    /// <summary>Whether the command said that the trial is trained to its end.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Takes the next line.</summary>
    /// <exception cref="FormatException">The line breaks a rule.</exception>
    public void Apply(ReportLine line)
    {
        if (IsDone) { throw new FormatException("found a line after {\"done\": true}; allowed: nothing more"); }
        if (line.Step is { } step) { Reach(step, line); }
        else if (!line.Values.IsEmpty || line.Checkpoint is not null)
        {
            throw new FormatException("found no step; allowed: \"step\": 1, counted from 1");
        }

        if (line.Checkpoint is { } folder) { Keep(folder, line.Step!.Value); }
        (_last, IsDone) = (line, line.IsDone);
    }

    /// <summary>Ends training if the last line says so, after its values were passed on.</summary>
    /// <exception cref="DivergedException">The command says that the trial has diverged.</exception>
    /// <exception cref="InvalidHyperparametersException">The command says that a value cannot be trained.</exception>
    public void ThrowIfEnded()
    {
        if (_last is { Invalid: { } name, Why: var reason })
        {
            throw new InvalidHyperparametersException(name, reason ?? "cannot be trained with this value.");
        }

        if (_last?.Diverged is { } why) { throw new DivergedException(why); }
    }

    private void Reach(long step, ReportLine line)
    {
        if (step > until)
        {
            var what = until == total ? "the total of this trial" : "at which this attempt ends (until)";
            throw Wrong($"found step {step}; allowed: steps up to {until}, {what}");
        }

        if (step < Step || (step == Step && !line.Values.IsEmpty))
        {
            var before = Step == _from ? $"it continues from the checkpoint of step {Step}" : $"step {Step} was reported before";
            throw Wrong($"found step {step}, but {before}; allowed: higher steps, each with all its metrics in one line");
        }

        Step = step;
    }

    private void Keep(string folder, long step)
    {
        if (folder == _checkpoint)
        {
            throw new FormatException($"found the checkpoint '{folder}' a second time; allowed: a new folder for each checkpoint");
        }

        (_checkpoint, CheckpointStep) = (folder, step);
    }

    private static FormatException Wrong(FormattableString problem) => new(problem.ToString(CultureInfo.InvariantCulture));
}
