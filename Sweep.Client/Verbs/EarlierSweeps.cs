using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Verbs;

/// <summary>Finds the earlier sweeps of a sweep file: those that train the same.</summary>
/// <param name="sets">The changes of the command line to the file.</param>
internal sealed class EarlierSweeps(CommandContext context, string grid, string[] sets, int maxTrials)
{
    /// <summary>The sweeps that the file means again, newest first.</summary>
    /// <param name="spec">What the file says.</param>
    public async Task<IReadOnlyList<SweepSummary>> FindAsync(ISweepReader reader, SweepSpec spec, CancellationToken cancellationToken) =>
        [.. (await reader.ListAsync(cancellationToken)).Where(sweep => IsOf(sweep.Spec, spec))];

    /// <summary>
    /// The newest of the sweeps that is complete, and that would end the same if it were trained again; null if no sweep is. A search
    /// that is not repeatable, and trials that failed, may end differently.
    /// </summary>
    public static SweepSummary? Finished(IEnumerable<SweepSummary> earlier) => earlier.FirstOrDefault(
        sweep => sweep.Status is SweepStatus.Completed && sweep.Spec.Stop is null && sweep.Spec.Search is null or { Lag: not null }
            && !sweep.Counts.ContainsKey(TrialStatus.Failed));

    /// <summary>
    /// Whether a sweep is the file's. A sweep of an earlier version of the trainable is, if the file means the same in that version, which
    /// this program can still train.
    /// </summary>
    private bool IsOf(SweepSpec sweep, SweepSpec spec)
    {
        if (SameSpec.Are(sweep, spec)) { return true; }
        var isEarlier = sweep.Trainable.Name == spec.Trainable.Name && sweep.Trainable != spec.Trainable
            && spec.Command is null && context.Schemas.Any(schema => schema.Id == sweep.Trainable);

        if (!isEarlier || !GridFile.CanReadAgain(grid)) { return false; }
        try
        {
            return SameSpec.Are(sweep, context.LoadGrid(grid, [sweep.Schema, .. context.Schemas], sets, maxTrials));
        }
        catch (SherlockException)
        {
            // The file sets what only the newer version has.
            return false;
        }
    }
}
