using Sweep.Grains.Sweeps;
using Tensorboard;

namespace Sweep.Silo.TensorBoard;

/// <summary>What the attempts before left in a trial's folder, as far as it still holds.</summary>
/// <param name="Introduced">Whether the trial's hyperparameters and configuration are there.</param>
/// <param name="Best">The objective's best value; null if there is none.</param>
internal readonly record struct EarlierAttempts(bool Introduced, double? Best)
{
    /// <summary>Reads the records of steps before <paramref name="startStep"/>: the rest is void.</summary>
    public static EarlierAttempts Read(string trialFolder, Objective objective, long startStep)
    {
        var (introduced, best, bestTag) = (false, (double?)null, HParams.BestTag(objective));
        var files = startStep > 0 ? EventFileName.InOrder(trialFolder) : [];
        var records = files.SelectMany(Records).Where(record => record.Step < startStep && record.Summary is not null);
        foreach (var value in records.SelectMany(record => record.Summary.Value))
        {
            introduced |= value.Tag == HParams.SessionStartTag;
            best = value.Tag == bestTag && objective.IsBetter(value.SimpleValue, best) ? value.SimpleValue : best;
        }

        return new(introduced, best);
    }

    internal static List<Event> Records(string path)
    {
        // The attempt before may still hold its file, if it does not know yet that it is over.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        ReadOnlySpan<byte> rest = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        var records = new List<Event>();
        while (EventRecord.TryRead(rest, out var consumed) is { } record)
        {
            records.Add(record);
            rest = rest[consumed..];
        }

        return records;
    }
}
