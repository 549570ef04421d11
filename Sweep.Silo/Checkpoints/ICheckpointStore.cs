using Sweep.Grains;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Checkpoints;

/// <summary>
/// Where the checkpoints of running trials go. Training writes a file; once the points before it are stored, it is kept, and is then the place from which
/// any silo may go on.
/// </summary>
internal interface ICheckpointStore : ICheckpointReader
{
    /// <summary>Where training writes the checkpoint of a step; its folder is made, and free of what a killed process left half-written.</summary>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be made.</exception>
    void Prepare(TrialAssignment assignment);

    /// <summary>The name of the checkpoint of a step, for <see cref="FullPath"/> and the database.</summary>
    string Location(TrialAssignment assignment, long step);

    /// <summary>Where the file of a location lies.</summary>
    string FullPath(string location);

    /// <summary>Makes a written checkpoint the trial's newest, if the attempt still runs. Safe to repeat.</summary>
    /// <param name="report">Brings the checkpoint, and no points.</param>
    Task<TrialDecision> KeepAsync(ITrialGrain grain, TrialId trial, TrialReport report);

    /// <summary>A checkpoint was kept: removes the files that are not needed any more.</summary>
    /// <exception cref="SherlockException">One cannot be removed.</exception>
    void Tidy(CheckpointInfo kept);

    /// <summary>Removes the file of a checkpoint that will not be kept.</summary>
    /// <exception cref="SherlockException">It cannot be removed.</exception>
    void Discard(CheckpointInfo checkpoint);

    /// <summary>The attempt has ended: removes what it leaves on this machine for nobody. That this fails is no error of anything: it is logged.</summary>
    void Release(TrialAssignment assignment);
}
