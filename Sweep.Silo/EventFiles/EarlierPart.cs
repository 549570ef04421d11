using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Tensorboard;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// Whether a trial's folder on this machine has what the attempts before have told. It may not: they may have run on another machine, or when the folder could not
/// be written.
/// </summary>
internal static class EarlierPart
{
    private const int PageSize = 5_000;

    /// <param name="folder">The trial's.</param>
    /// <param name="upTo">The step from which the next attempt goes on.</param>
    public static async Task<bool> IsHereAsync(SweepReader reader, string folder, TrialId trial, long upTo, CancellationToken cancellationToken)
    {
        if (upTo == 0) { return true; }
        var here = Steps(folder);
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

    /// <summary>The steps that a reader of the folder finds.</summary>
    private static HashSet<long> Steps(string folder)
    {
        var steps = new HashSet<long>();
        if (!Directory.Exists(folder)) { return steps; }
        foreach (var record in EventFileName.InOrder(folder).SelectMany(Records))
        {
            // Where a session starts, what came before it is void from its step on.
            if (record.SessionLog is { Status: SessionLog.Types.SessionStatus.Start }) { steps.RemoveWhere(step => step >= record.Step); }
            else if (record.Summary?.Value.Any(IsPoint) is true) { steps.Add(record.Step); }
        }

        return steps;
    }

    private static IEnumerable<Event> Records(string path) => EventFile.Records(EventFile.Bytes(path)).Select(record => record.Content);

    private static bool IsPoint(Summary.Types.Value value) => value.ValueCase is Summary.Types.Value.ValueOneofCase.SimpleValue;
}
