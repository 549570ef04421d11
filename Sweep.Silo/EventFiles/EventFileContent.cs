using Sweep.Client.Backends;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;
using Sweep.Silo.Files;

namespace Sweep.Silo.EventFiles;

/// <summary>What a trial's event file has beside what was reported.</summary>
/// <param name="Vectors">
/// What the projector shows from the beginning; null if that is not to be had. Vectors that come later are not seen before TensorBoard
/// starts again.
/// </param>
/// <param name="Environment">Where the attempt trains, as Markdown; null if that is not known.</param>
/// <param name="IsExported">Whether an export writes it, and not the silo that trains.</param>
internal sealed record EventFileContent(WordVectors? Vectors = null, string? Environment = null, bool IsExported = false)
{
    /// <summary>Where the trial's dashboard is; null if that is not known.</summary>
    public GrafanaAddress? Grafana { get; init; }

    /// <summary>Draws the trial's model; null if the trainable cannot.</summary>
    public TrialGraphs? Graph { get; init; }

    /// <summary>
    /// The name of the trial's folder, which TensorBoard takes as the name of the run; null for <see cref="EventFileFolders.TrialName"/>.
    /// </summary>
    public string? RunName { get; init; }

    /// <summary>The trial's folder.</summary>
    public string FolderOf(string logsFolder, TrialAssignment assignment) => RunName is { } name
        ? Path.Combine(EventFileFolders.Sweep(logsFolder, assignment.Folder), name)
        : EventFileFolders.Trial(logsFolder, assignment.Folder, assignment.Trial.Number);
}
