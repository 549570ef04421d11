using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Tensorboard;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// Checks whether a trial's folder on this machine has what earlier attempts wrote, as this version writes it. It may not: they may have
/// run on another machine, or when the folder could not be written, or in an earlier version. Then the folder is written again from the
/// database.
/// </summary>
internal static class EventFilePrefix
{
    private const int PageSize = 5_000;

    /// <param name="folder">The trial's folder.</param>
    /// <param name="assignment">The next attempt.</param>
    public static async Task<bool> IsHereAsync(
        ISweepReader reader, string folder, TrialAssignment assignment, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder)) { return assignment.Checkpoint is null; }
        if (Steps(folder, assignment) is not { } here) { return false; }
        return assignment.Checkpoint is not { } checkpoint
            || await HasStepsAsync(reader, here, assignment.Trial, checkpoint.Step, cancellationToken);
    }

    private static async Task<bool> HasStepsAsync(
        ISweepReader reader, HashSet<long> here, TrialId trial, long upTo, CancellationToken cancellationToken)
    {
        for (var after = 0L; ;)
        {
            var page = await reader.PointsAsync(trial, after, PageSize, cancellationToken);
            foreach (var step in page.Select(point => point.Point.Step))
            {
                if (step > upTo) { return true; }
                if (!here.Contains(step)) { return false; }
            }

            if (page.Count == 0) { return true; }
            after = page[^1].Point.Step;
        }
    }

    /// <summary>The steps that a reader of the folder finds; null if an earlier version wrote some of it.</summary>
    private static HashSet<long>? Steps(string folder, TrialAssignment assignment)
    {
        var steps = new HashSet<long>();
        foreach (var record in EventFileName.InOrder(folder).SelectMany(Records))
        {
            // A session's start makes everything before it void from its step on.
            if (record.SessionLog is { Status: SessionLog.Types.SessionStatus.Start }) { steps.RemoveWhere(step => step >= record.Step); }
            if (record.Summary is not { } summary) { continue; }

            // Void or not: TensorBoard keeps the first hyperparameters of a run, and lists every tag that it has seen.
            if (summary.Value.Any(value => IsOfEarlierVersion(value, assignment))) { return null; }
            if (summary.Value.Any(IsPoint)) { steps.Add(record.Step); }
        }

        return steps;
    }

    private static bool IsOfEarlierVersion(Summary.Types.Value value, TrialAssignment assignment) =>
        (IsPoint(value) && value.Tag == "epoch")
        || (value.Tag == HParams.SessionStartTag && !HParams.IsSessionStart(value, assignment));

    private static IEnumerable<Event> Records(string path) => EventFile.Records(EventFile.Bytes(path)).Select(record => record.Content);

    private static bool IsPoint(Summary.Types.Value value) => value.ValueCase is Summary.Types.Value.ValueOneofCase.SimpleValue;
}
