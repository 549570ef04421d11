using Sweep.Grains.Sweeps;

namespace Sweep.Client.Backends;

/// <summary>Writes a sweep's TensorBoard files from the database. Disposing it closes them, whole.</summary>
public interface ILogExport : IDisposable
{
    /// <summary>Writes what the database has more than the files. Each call goes on where the one before ended, even if that one failed.</summary>
    /// <param name="progress">Told after each trial.</param>
    /// <exception cref="Grains.SherlockException">The folder cannot be written, or the database is out of reach.</exception>
    Task<LogExportState> WriteAsync(IProgress<LogExportState> progress, CancellationToken cancellationToken);
}

/// <summary>What to export.</summary>
/// <param name="Folder">The sweep gets a folder of its own in it.</param>
/// <param name="Follows">Whether more will be written later: the files of running trials then stay open.</param>
public sealed record LogExportRequest(string Folder, bool Follows);

/// <summary>How far an export is.</summary>
/// <param name="Status">The sweep's.</param>
/// <param name="Seen">Trials that were looked at since the call began.</param>
/// <param name="Trials">All that the sweep has.</param>
/// <param name="Written">Those that have files.</param>
/// <param name="Ended">Those whose files are complete for good.</param>
/// <param name="WithoutVectors">Trials whose words cannot be shown, though they have a checkpoint.</param>
/// <param name="VectorProblem">Why, of the last of them.</param>
public sealed record LogExportState(
    SweepStatus Status, int Seen, int Trials, int Written, int Ended, int WithoutVectors = 0, string? VectorProblem = null);
