using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Tensorboard;

namespace Sweep.Silo.EventFiles;

/// <summary>What earlier attempts left in a trial's folder, as far as it is still valid.</summary>
/// <param name="Introduced">Whether the trial's hyperparameters, configuration and graph are there.</param>
/// <param name="Best">The objective's best value; null if no valid value is there.</param>
internal readonly record struct EarlierAttempts(bool Introduced, double? Best)
{
    /// <summary>Reads the records of steps before <paramref name="startStep"/>. All later ones are void.</summary>
    public static EarlierAttempts Read(string trialFolder, Objective objective, long startStep)
    {
        var (introduced, best, bestTag) = (false, (double?)null, HParams.BestTag(objective));
        var files = startStep > 0 ? EventFileName.InOrder(trialFolder) : [];
        var records = files.SelectMany(path => EventFile.Records(EventFile.Bytes(path)))
            .Select(record => record.Content)
            .Where(record => record.Step < startStep && record.Summary is not null);
        foreach (var value in records.SelectMany(record => record.Summary.Value))
        {
            introduced |= value.Tag == HParams.SessionStartTag;
            best = value.Tag == bestTag && objective.IsBetter(value.SimpleValue, best) ? value.SimpleValue : best;
        }

        return new(introduced, best);
    }

    /// <summary>
    /// Removes the end of the trial from the folder's files, because the trial was retried after it had failed. Readers keep the first end
    /// that they find, whatever follows it, so voiding it is not enough.
    /// </summary>
    public static void RemoveEnd(string trialFolder)
    {
        foreach (var path in EventFileName.InOrder(trialFolder))
        {
            var file = EventFile.Bytes(path);
            if (file.AsSpan().IndexOf(HParams.SessionEndTagBytes) >= 0)
            {
                // No attempt writes to the file any more, because an end is the last that an attempt writes.
                var kept = EventFile.Records(file).Where(record => !IsEnd(record.Content)).SelectMany(record => record.Bytes.ToArray());
                AtomicFile.Write(path, kept.ToArray());
            }
        }
    }

    private static bool IsEnd(Event record) => record.Summary?.Value.Any(value => value.Tag == HParams.SessionEndTag) is true;
}
