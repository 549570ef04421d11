using System.Globalization;
using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <summary>The checkpoint by which a trial's model answers: the best, by which the trial is ranked, or the newest.</summary>
/// <param name="Trial">The trial, with this checkpoint in place of its newest.</param>
/// <param name="Problem">
/// Why it is not the best one although that was asked for, as a sentence; null if it is, or if the newest was asked for.
/// </param>
public sealed record ModelChoice(TrialSummary Trial, string? Problem = null)
{
    /// <summary>Whether it is the checkpoint of the trial's best point.</summary>
    public bool IsBest => Trial is { Checkpoint: { } used, Best: { } best } && used.Step == best.Step;

    /// <summary>Which checkpoint it is, such as "its best checkpoint, of step 1,200".</summary>
    public string Text => string.Create(
        CultureInfo.InvariantCulture, $"{(IsBest ? "its best" : "its newest")} checkpoint, of step {Trial.Checkpoint?.Step:n0}");

    /// <summary>What a user should know about it in one line, beginning with the trial's name.</summary>
    /// <param name="name">The trial's name on the command line.</param>
    public string Line(string name) => Problem is null ? $"{name}: {Text}" : $"{name}: {Text}. {Problem}";

    /// <summary>The newest checkpoint of a trial.</summary>
    public static ModelChoice Newest(TrialSummary trial) => new(trial);

    /// <summary>The best checkpoint of a trial if it has one; otherwise the newest.</summary>
    public static ModelChoice Best(TrialSummary trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        if (trial.BestCheckpoint is { } best) { return new(trial with { Checkpoint = best }); }
        return trial.Best is null ? new(trial) : InsteadOfBest(trial, "there is no checkpoint of that step.");
    }

    /// <summary>The newest checkpoint of a trial whose best cannot be used.</summary>
    /// <param name="why">The reason, as the rest of a sentence or another one.</param>
    public static ModelChoice InsteadOfBest(TrialSummary trial, string why)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return new(trial, string.Create(
            CultureInfo.InvariantCulture, $"The best {trial.Best?.Metric} was at step {trial.Best?.Step:n0}: {why}"));
    }
}
