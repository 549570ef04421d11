using System.Collections.Immutable;

namespace Sweep.Grains.Search.Stopping;

/// <summary>
/// Watches whether early ranks agree with the end. As long as they do not, trials are not held at the rungs whose ranks lie: on some tasks
/// the best after one epoch are the worst at the end.
/// </summary>
/// <param name="least">The rank correlation with the end at which a rung is trusted, from 0 to 1; 0 trusts all rungs.</param>
public sealed class Guard(double least)
{
    /// <summary>How many trials must have run to the end before ranks are compared.</summary>
    public const int Enough = 8;

    /// <summary>The rungs' correlations with the end, and the first rung that is trusted.</summary>
    public GuardVerdict Judge(RungTable table)
    {
        List<RungTrial> ended = [.. table.Trials.Where(trial => trial.Reached == table.Last && double.IsFinite(trial.Values[^1]))];
        if (least <= 0 || ended.Count < Enough) { return new(0, ended.Count, []); }
        double[] final = [.. ended.Select(trial => trial.Values[^1])];
        ImmutableArray<double> correlations =
            [.. Enumerable.Range(0, table.Last).Select(rung => Correlation.OfRanks([.. ended.Select(trial => trial.Values[rung])], final))];
        var first = correlations.Index().Where(one => one.Item >= least).Select(one => one.Index).FirstOrDefault(table.Last);
        return new(first, ended.Count, correlations);
    }
}

/// <summary>What the guard says.</summary>
/// <param name="Rung">New trials train until this rung before they are compared.</param>
/// <param name="Ended">The number of trials that ran to the end.</param>
/// <param name="Correlations">Spearman's correlation of each earlier rung with the end; empty if too few trials ran to it.</param>
public sealed record GuardVerdict(int Rung, int Ended, ImmutableArray<double> Correlations);
