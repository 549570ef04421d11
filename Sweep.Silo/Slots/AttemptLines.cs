using System.Globalization;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Slots;

/// <summary>Logs when attempts of this silo begin, and how they end.</summary>
internal sealed partial class AttemptLines(ILocalSiloDetails silo, ILogger<AttemptLines> logger)
{
    /// <param name="slot">The slot that trains it, from 1.</param>
    public void Begin(TrialAssignment assignment, int slot) =>
        LogBegin(logger, assignment.Attempt, Name(assignment), silo.Name, slot, assignment.Checkpoint?.Step ?? 0);

    /// <param name="outcome">The word of the attempt's trace, such as <c>completed</c> or <c>handed_back</c>.</param>
    /// <param name="reason">Why it ended so, in one line; null if there is nothing to say.</param>
    public void End(TrialAssignment assignment, int slot, string outcome, TimeSpan took, string? reason)
    {
        var (name, word, seconds) = (Name(assignment), outcome.Replace('_', ' '), Math.Round(took.TotalSeconds, 1));
        if (reason is null) { LogEnd(logger, assignment.Attempt, name, silo.Name, slot, seconds, word); }
        else { LogEndBecause(logger, assignment.Attempt, name, silo.Name, slot, seconds, word, reason); }
    }

    private static string Name(TrialAssignment assignment) =>
        string.Create(CultureInfo.InvariantCulture, $"{assignment.Folder}/{assignment.Trial.Number}");

    [LoggerMessage(LogLevel.Information, "Attempt {Attempt} of trial {Trial} begins on {Silo}, slot {Slot}, from step {Step}.")]
    private static partial void LogBegin(ILogger logger, int attempt, string trial, string silo, int slot, long step);

    [LoggerMessage(
        LogLevel.Information, "Attempt {Attempt} of trial {Trial} on {Silo}, slot {Slot}, ended after {Seconds} s: {Outcome}.")]
    private static partial void LogEnd(
        ILogger logger, int attempt, string trial, string silo, int slot, double seconds, string outcome);

    [LoggerMessage(
        LogLevel.Information, "Attempt {Attempt} of trial {Trial} on {Silo}, slot {Slot}, ended after {Seconds} s: {Outcome} ({Reason})")]
    private static partial void LogEndBecause(
        ILogger logger, int attempt, string trial, string silo, int slot, double seconds, string outcome, string reason);
}
