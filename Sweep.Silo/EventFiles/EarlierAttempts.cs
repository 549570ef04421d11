using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Tensorboard;

namespace Sweep.Silo.EventFiles;

/// <summary>What the attempts before left in a trial's folder, as far as it still holds.</summary>
/// <param name="Introduced">Whether the trial's hyperparameters, configuration and graph are there.</param>
/// <param name="Best">The objective's best value; null if there is none.</param>
internal readonly record struct EarlierAttempts(bool Introduced, double? Best)
{
    /// <summary>Reads the records of steps before <paramref name="startStep"/>: the rest is void.</summary>
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
    /// Takes the end of the trial out of the folder's files: it was retried after it had failed. The first end that readers find stands for
    /// good, whatever comes behind it, so it cannot just be voided.
    /// </summary>
    public static void RemoveEnd(string trialFolder)
    {
        foreach (var path in EventFileName.InOrder(trialFolder))
        {
            var file = EventFile.Bytes(path);
            if (file.AsSpan().IndexOf(HParams.SessionEndTagBytes) >= 0)
            {
                // Nobody writes to it any more: an end is the last that an attempt writes.
                var kept = EventFile.Records(file).Where(record => !IsEnd(record.Content)).SelectMany(record => record.Bytes.ToArray());
                AtomicFile.Write(path, kept.ToArray());
            }
        }
    }

    private static bool IsEnd(Event record) => record.Summary?.Value.Any(value => value.Tag == HParams.SessionEndTag) is true;
}
