using Sweep.Grains.Sweeps;

namespace Sweep.Silo.TensorBoard;

/// <summary>What the folder of a sweep holds beside its trials: the columns and metrics of the HParams view.</summary>
internal static partial class SweepLog
{
    private const string FileName = "events.out.tfevents.0000000000.experiment.sherlock";

    /// <summary>Whether the sweep's record is there.</summary>
    public static bool Exists(string logsFolder, string folder) => File.Exists(Path.Combine(LogFolders.Sweep(logsFolder, folder), FileName));

    /// <summary>Writes the sweep's record unless it is there. Never fails: what cannot be written is one warning.</summary>
    /// <param name="folder">The sweep's folder name under <paramref name="logsFolder"/>.</param>
    public static void WriteOnce(string logsFolder, string folder, SweepSpec spec, TimeProvider time, ILogger logger)
    {
        var sweepFolder = LogFolders.Sweep(logsFolder, folder);
        var path = Path.Combine(sweepFolder, FileName);
        try
        {
            if (!File.Exists(path))
            {
                Directory.CreateDirectory(sweepFolder);
                Write(path, spec, time);
            }
        }
        catch (Exception exception) when (LogFolders.IsUnwritable(exception))
        {
            LogNotWritten(logger, sweepFolder, exception.Message);
        }
    }

    // Written aside and renamed: several slots, or silos on a shared folder, may begin the same sweep at once.
    private static void Write(string path, SweepSpec spec, TimeProvider time)
    {
        var aside = Path.Combine(Path.GetDirectoryName(path)!, $".experiment-{Guid.NewGuid():n}");
        try
        {
            using (var writer = new EventFileWriter(aside, startStep: 0, time))
            {
                writer.Write(0, [HParams.Experiment(spec, time.GetUtcNow())]);
            }

            File.Move(aside, path, overwrite: true);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "The HParams columns of the sweep cannot be written to '{Folder}': {Problem}")]
    private static partial void LogNotWritten(ILogger logger, string folder, string problem);
}
