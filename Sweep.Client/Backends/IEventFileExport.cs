using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Backends;

/// <summary>Exports sweeps' TensorBoard files.</summary>
public interface IEventFileExporter
{
    /// <summary>Prepares to write a sweep's TensorBoard files from the database.</summary>
    /// <exception cref="Grains.SherlockException">The folder is the one in which a training process writes the same files.</exception>
    IEventFileExport Export(ISweepReader reader, SweepSummary sweep, EventFileExportRequest request);
}

/// <summary>Writes a sweep's TensorBoard files from the database. When it is disposed, it closes them as complete files.</summary>
public interface IEventFileExport : IDisposable
{
    /// <summary>
    /// Writes what is in the database but not yet in the files. Each call continues where the previous one ended, even if that one failed.
    /// </summary>
    /// <param name="progress">Reports after each trial.</param>
    /// <exception cref="Grains.SherlockException">The folder cannot be written, or the database is out of reach.</exception>
    Task<EventFileExportState> WriteAsync(IProgress<EventFileExportState> progress, CancellationToken cancellationToken);
}

/// <summary>What to export.</summary>
/// <param name="Folder">The sweep gets a folder of its own in it.</param>
/// <param name="Follows">Whether more will be written later: the files of running trials then stay open.</param>
public sealed record EventFileExportRequest(string Folder, bool Follows)
{
    /// <summary>Whether the name of each run has the values of what varies: <c>trial-0003,cell=basic,learning_rate=0.05</c>.</summary>
    public bool NamesValues { get; init; }

    /// <summary>Grafana's address, to which the files link; null if they link nowhere.</summary>
    public GrafanaAddress? Grafana { get; init; }
}

/// <summary>The progress of an export.</summary>
/// <param name="Status">The sweep's status.</param>
/// <param name="Seen">Number of trials checked since the call began.</param>
/// <param name="Trials">Number of trials that the sweep has.</param>
/// <param name="Written">Number of trials that have files.</param>
/// <param name="Ended">Number of trials whose files are complete and final.</param>
/// <param name="WithoutVectors">Number of trials that have a checkpoint, but whose word vectors cannot be shown.</param>
/// <param name="VectorProblem">The reason for the last of those trials.</param>
public sealed record EventFileExportState(
    SweepStatus Status, int Seen, int Trials, int Written, int Ended, int WithoutVectors = 0, string? VectorProblem = null);
