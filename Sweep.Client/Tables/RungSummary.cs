using Sweep.Client.Ranking;
using Sweep.Grains.Search.Stopping;
using Sweep.Grains.Storage;
using Sweep.Grains.Storage.Folds;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Tables;

/// <summary>What became of the combinations of a sweep at one level of early stopping.</summary>
/// <param name="Level">The level of the resource.</param>
/// <param name="Reached">How many have reached it.</param>
/// <param name="WentOn">How many of them train further, or have.</param>
/// <param name="Stopped">How many of them are held there, or ended there early.</param>
/// <param name="Cutoff">
/// The objective of the last one that may go on, to be minimized; null if none may, or if trials are not held.
/// </param>
/// <param name="Correlation">The rank correlation with the end; null for the end itself, or if too few have come to it.</param>
internal sealed record RungSummary(long Level, int Reached, int WentOn, int Stopped, double? Cutoff, double? Correlation)
{
    /// <returns>The levels that a combination has reached, ascending. Of those at which none ended, the median rule has none.</returns>
    public static IReadOnlyList<RungSummary> Of(SweepSummary sweep, IEnumerable<TrialSummary> trials)
    {
        if (sweep.Spec.Stop is not { } stop) { return []; }
        List<State> states = [.. Combinations.Of(sweep, trials).Select(rows => State.Of(sweep.Spec, rows))];
        var table = Table(stop, states);
        var correlations = new Guard(1).Judge(table).Correlations;
        return
        [
            .. stop.Rungs.Select((level, rung) => new RungSummary(
                    level,
                    states.Count(state => state.Values.Count > rung),
                    states.Count(state => state.WentOn(rung, level)),
                    states.Count(state => state.IsStopped && state.Values.Count == rung + 1),
                    stop.Holds && rung < table.Last ? CutoffAt(table, rung) : null,
                    rung < correlations.Length ? correlations[rung] : null))
                .Where(rung => rung.Reached > 0 && (stop.Kind is StopKind.Asha || rung.Stopped > 0)),
        ];
    }

    private static double? CutoffAt(RungTable table, int rung) =>
        table.Trials.FirstOrDefault(trial => trial.Reached >= rung) is { } any ? table.StandingOf(any.Number, rung).Cutoff : null;

    /// <summary>The values of those that count at the rungs. One that diverged or failed is the worst at its next one.</summary>
    private static RungTable Table(StopSpec stop, List<State> states)
    {
        var table = new RungTable(stop.Rungs, stop.Factor);
        foreach (var (number, state) in states.Index().Where(entry => !entry.Item.Has(TrialStatus.Cancelled)))
        {
            table.Begin(number, table.Last);
            foreach (var value in state.Values) { table.Reach(number, value); }
            if (state.Values.Count < stop.Rungs.Length && (state.Has(TrialStatus.Diverged) || state.Has(TrialStatus.Failed)))
            {
                table.Fail(number);
            }
        }

        return table;
    }

    /// <summary>A combination.</summary>
    /// <param name="Rows">Its trials.</param>
    /// <param name="Values">Its objective at each level that all of them have passed, to be minimized.</param>
    private sealed record State(IReadOnlyList<TrialSummary> Rows, IReadOnlyList<double> Values)
    {
        public bool IsStopped => Rows.Any(row => row.IsStopped);

        public static State Of(SweepSpec spec, IReadOnlyList<TrialSummary> rows) => new(
            rows,
            [.. RungPoint.Means(spec.Objective, [.. rows.Select(row => row.Rungs)], point => point.Best).Take(spec.Stop!.Rungs.Length)]);

        public bool Has(TrialStatus status) => Rows.Any(row => row.Status == status);

        /// <summary>Whether it has passed a level that it has reached, or trains past it.</summary>
        public bool WentOn(int rung, long level) =>
            Values.Count > rung + 1 || (Values.Count == rung + 1 && Rows.Any(row => row.Status switch
            {
                TrialStatus.Pending or TrialStatus.Running or TrialStatus.Paused => row.Until is null || row.Until > level,
                TrialStatus.Diverged or TrialStatus.Failed => true,
                _ => false,
            }));
    }
}
