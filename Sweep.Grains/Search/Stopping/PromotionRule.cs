namespace Sweep.Grains.Search.Stopping;

/// <summary>
/// Decides which trial trains next: promotion ASHA (Li et al., MLSys 2020, algorithm 2). A free slot goes to the best trial of the highest
/// rung that has one among its best 1/factor; only if there is none, to a new trial. A trial that waits at a rung is never ended.
/// </summary>
/// <param name="brackets">At which rung new trials are first compared; null for the first one.</param>
public sealed class PromotionRule(Guard guard, Brackets? brackets = null)
{
    private (RungTable? Table, int Finished, GuardVerdict Verdict) _judged;

    /// <summary>The promotion that is due; null if none is.</summary>
    public Promotion? Next(RungTable table)
    {
        if (table.Promotable() is not { } trial) { return null; }
        var verdict = Judge(table);
        return new(
            trial.Number,
            trial.Reached,
            Math.Max(trial.Reached + 1, verdict.Rung),
            table.StandingOf(trial.Number, trial.Reached),
            verdict);
    }

    /// <summary>The rung until which a new trial trains.</summary>
    /// <param name="number">Its number in the search.</param>
    public int FirstTarget(RungTable table, int number) => Math.Max(Judge(table).Rung, brackets?.Of(number) ?? 0);

    /// <summary>What the guard says now. It changes only when another trial has run to its end.</summary>
    public GuardVerdict Judge(RungTable table)
    {
        if (_judged.Table != table || _judged.Finished != table.Finished)
        {
            _judged = (table, table.Finished, guard.Judge(table));
        }

        return _judged.Verdict;
    }
}

/// <summary>A trial goes on from a rung.</summary>
/// <param name="Trial">Its number in the search.</param>
/// <param name="To">The rung until which it trains.</param>
/// <param name="Standing">How it stood among the trials of its rung.</param>
public sealed record Promotion(int Trial, int From, int To, RungStanding Standing, GuardVerdict Guard);
