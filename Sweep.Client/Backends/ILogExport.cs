using Sweep.Grains.Sweeps;

namespace Sweep.Client.Backends;

/// <summary>Writes a sweep's TensorBoard files from the database. When it is disposed, it closes them as complete files.</summary>
public interface ILogExport : IDisposable
{
    /// <summary>
    /// Writes what is in the database but not yet in the files. Each call continues where the previous one ended, even if that one failed.
    /// </summary>
    /// <param name="progress">Reports after each trial.</param>
    /// <exception cref="Grains.SherlockException">The folder cannot be written, or the database is out of reach.</exception>
    Task<LogExportState> WriteAsync(IProgress<LogExportState> progress, CancellationToken cancellationToken);
}

/// <summary>Says what to export.</summary>
/// <param name="Folder">The folder in which the sweep gets a folder of its own.</param>
/// <param name="Follows">Whether more calls follow: if so, the files of running trials stay open.</param>
public sealed record LogExportRequest(string Folder, bool Follows);

/// <summary>The progress of an export.</summary>
/// <param name="Status">The sweep's status.</param>
/// <param name="Seen">Number of trials checked since the call began.</param>
/// <param name="Trials">Number of trials that the sweep has.</param>
/// <param name="Written">Number of trials that have files.</param>
/// <param name="Ended">Number of trials whose files are complete and final.</param>
/// <param name="WithoutVectors">Number of trials that have a checkpoint, but whose word vectors cannot be shown.</param>
/// <param name="VectorProblem">The reason for the last of those trials.</param>
public sealed record LogExportState(
    SweepStatus Status, int Seen, int Trials, int Written, int Ended, int WithoutVectors = 0, string? VectorProblem = null);
