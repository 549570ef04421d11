using System.Globalization;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Commands;

/// <summary>What the end of a command means for its trial.</summary>
internal static class CommandEnd
{
    /// <summary>The exit code of a command that cannot train these hyperparameters.</summary>
    public const int Invalid = 64;

    private const int Signals = 128;
    private const int LastSignal = Signals + 64;

    /// <summary>Whether the trial is trained to its end. If not, the command was stopped, and another attempt goes on.</summary>
    /// <param name="until">The step at which the attempt should end; null if the command decides it.</param>
    /// <param name="lastError">The last line of its standard error.</param>
    /// <exception cref="CommandException">The attempt has failed.</exception>
    /// <exception cref="InvalidHyperparametersException">The command cannot train these hyperparameters.</exception>
    public static bool IsFinished(
        int exitCode, CommandWatch watch, CommandProgress progress, long? until, long? total, string lastError)
    {
        if (watch.Broken is { } broken) { throw new CommandException(broken); }
        if (exitCode == 0 && progress.IsDone) { return true; }
        if (exitCode == 0 && progress.Step == until) { return until == total; }
        if (watch.IsStopped) { return false; }
        return exitCode switch
        {
            0 when until is null => true,
            0 => throw Wrong($"The command ended at step {progress.Step} of {until}, and did not report {{\"done\": true}}."),
            Invalid => throw new InvalidHyperparametersException(
                "hyperparameters", $"were refused by the command: {(lastError.Length > 0 ? lastError : $"exit code {Invalid}")}"),
            > Signals and <= LastSignal => throw Wrong($"The command was ended by signal {exitCode - Signals}{After(lastError)}"),
            _ => throw Wrong($"The command failed with exit code {exitCode}{After(lastError)}"),
        };
    }

    private static string After(string lastError) => lastError.Length > 0 ? $": {lastError}" : ".";

    private static CommandException Wrong(FormattableString problem) => new(problem.ToString(CultureInfo.InvariantCulture));
}
