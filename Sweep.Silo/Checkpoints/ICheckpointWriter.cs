using Sweep.Grains;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Checkpoints;

/// <summary>
/// Stores the checkpoints of running trials. Training writes a file. When the points before it are stored, the checkpoint is kept, and any
/// silo can continue the trial from it.
/// </summary>
internal interface ICheckpointWriter
{
    /// <summary>Makes the folder of a sweep's checkpoints, and removes what a killed process left half-written of the trial.</summary>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be made.</exception>
    void Prepare(TrialAssignment assignment);

    /// <summary>
    /// Makes the folder of an attempt's checkpoints, and returns the name of the checkpoint of a step, for <see cref="FullPath"/> and the
    /// database.
    /// </summary>
    string Location(TrialAssignment assignment, long step);

    /// <summary>The path of a location's file.</summary>
    string FullPath(string location);

    /// <summary>Stores a written checkpoint as one of the trial, if the attempt still runs. Safe to repeat.</summary>
    /// <param name="report">A report with the checkpoint and without points.</param>
    Task<TrialDecision> KeepAsync(ITrialGrain grain, TrialId trial, TrialReport report);

    /// <summary>Removes the files that are not needed any more after a checkpoint was kept.</summary>
    /// <param name="best">The step of the trial's best point, whose checkpoint stays; null before the first.</param>
    /// <exception cref="SherlockException">A file cannot be removed.</exception>
    void Tidy(CheckpointInfo kept, long? best);

    /// <summary>Removes the file of a checkpoint that will not be kept.</summary>
    /// <exception cref="SherlockException">The file cannot be removed.</exception>
    void Discard(CheckpointInfo checkpoint);

    /// <summary>
    /// Removes the files that an ended attempt leaves on this machine and that no attempt needs. A failure is only logged.
    /// </summary>
    void Release(TrialAssignment assignment);
}
