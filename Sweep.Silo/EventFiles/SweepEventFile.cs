using System.Buffers;
using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.Files;
using Tensorboard;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// Writes what a sweep's folder has in addition to its trials: columns and metrics of the HParams view, and the layout of the custom
/// scalars.
/// </summary>
internal static class SweepEventFile
{
    private const string FileName = "events.out.tfevents.0000000000.experiment.sherlock";

    /// <summary>Whether the sweep's record is there, in its current form or as it was before the sweep was extended.</summary>
    public static bool Exists(string logsFolder, string folder) =>
        File.Exists(Path.Combine(EventFileFolders.Sweep(logsFolder, folder), FileName));

    /// <summary>
    /// Whether a trial's values are among the columns of a sweep. If not, the sweep was extended after its specification was read.
    /// </summary>
    public static bool Covers(SweepSpec spec, TrialAssignment assignment) =>
        spec.Seeds.Contains(assignment.Seed) && assignment.Hyperparameters.Names.All(name =>
        {
            // A search varies the same hyperparameters from its beginning to its end.
            return spec.Search?.Axis(name) is not null || spec.Values(name).Contains(assignment.Hyperparameters.Text(name));
        });

    /// <summary>
    /// Writes the sweep's record if it is missing, torn, or from before the sweep was extended. Never fails: if it cannot be written, one
    /// fault is reported.
    /// </summary>
    /// <param name="folder">The sweep's folder name under <paramref name="logsFolder"/>.</param>
    /// <param name="spec">The sweep's current specification.</param>
    /// <param name="fault">Called with one line if the record cannot be written.</param>
    /// <returns>Whether the record is now correct.</returns>
    public static bool Write(string logsFolder, string folder, SweepSpec spec, TimeProvider time, Action<string> fault)
    {
        var sweepFolder = EventFileFolders.Sweep(logsFolder, folder);
        try
        {
            Directory.CreateDirectory(sweepFolder);
            Write(Path.Combine(sweepFolder, FileName), spec, time);
            return true;
        }
        catch (Exception exception) when (EventFileFolders.IsUnwritable(exception))
        {
            fault($"The HParams columns of the sweep cannot be written to '{sweepFolder}': {exception.Message}");
            return false;
        }
    }

    // Readers keep the first record that they find, so adding a new one after it is not enough: the whole file is replaced. Several slots,
    // or silos on a shared folder, may begin the same sweep at the same time.
    private static void Write(string path, SweepSpec spec, TimeProvider time)
    {
        var before = File.Exists(path) ? EventFile.Bytes(path) : [];
        var content = Content(spec, CreatedAt(before) ?? time.GetUtcNow().ToUnixTimeSeconds());
        if (!content.Span.SequenceEqual(before)) { AtomicFile.Write(path, content); }
    }

    /// <summary>The file's bytes. They are the same for the same sweep and time of creation.</summary>
    private static ReadOnlyMemory<byte> Content(SweepSpec spec, long createdAt)
    {
        var summary = new Summary();
        summary.Value.AddRange([HParams.Experiment(spec, DateTimeOffset.FromUnixTimeSeconds(createdAt)), ScalarLayout.Record(spec.Schema)]);
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var record in (Event[])[.. EventFileWriter.Opening(startStep: 0), new() { Summary = summary }])
        {
            record.WallTime = createdAt;
            EventFileRecord.Append(bytes, record);
        }

        return bytes.WrittenMemory;
    }

    /// <summary>When the file was first made, in whole seconds; null if it is not there.</summary>
    private static long? CreatedAt(byte[] file) => EventFile.Records(file) is [var first, ..] ? (long)first.Content.WallTime : null;
}
