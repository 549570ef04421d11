using System.Linq.Expressions;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>Builds the query of a page of trials: the database selects and orders.</summary>
internal static class TrialPages
{
    /// <summary>The trials of a sweep that match.</summary>
    private static IQueryable<TrialRecord> Matching(SherlockContext db, Guid sweep, TrialQuery query)
    {
        var trials = db.Trials.Where(trial => trial.SweepId == sweep);
        if (query.Statuses is { Length: > 0 } statuses)
        {
            var wanted = statuses.ToList();
            trials = trials.Where(trial => wanted.Contains(trial.Status));
        }

        return query.Terms.Aggregate(trials, (rest, term) => rest.Where(Condition(db, term)));
    }

    /// <summary>The trials that match, in order.</summary>
    public static IQueryable<TrialRecord> Ordered(SherlockContext db, Guid sweep, TrialQuery query)
    {
        var matching = Matching(db, sweep, query);
        return query switch
        {
            { Sort: TrialSort.Best } => ByRank(matching, query.Goal, query.Descending),
            { Sort: TrialSort.Last } => By(matching, query, trial => trial.LastValue, trial => trial.LastValue == null),
            { Sort: TrialSort.Status } => By(matching, query, trial => trial.Status, trial => false),
            { Sort: TrialSort.Seed } => By(matching, query, trial => trial.Seed, trial => false),
            { Sort: TrialSort.Step } => By(matching, query, trial => trial.Step, trial => false),
            { Sort: TrialSort.Seconds } => By(matching, query, trial => trial.Seconds, trial => false),
            { Sort: TrialSort.Attempts } => By(matching, query, trial => trial.Attempt, trial => false),
            { Sort: TrialSort.Started } => By(matching, query, trial => trial.StartedAt, trial => trial.StartedAt == null),
            { Sort: TrialSort.Finished } => By(matching, query, trial => trial.FinishedAt, trial => trial.FinishedAt == null),
            { Sort: TrialSort.Hyperparameter, Hyperparameter: { } name } when db.Dialect.JsonKey(name) is var key => By(
                matching, query, trial => JsonValues.Ordered(trial.Hyperparameters, key),
                trial => JsonValues.Ordered(trial.Hyperparameters, key) == null),
            _ => query.Descending ? matching.OrderByDescending(trial => trial.Number) : matching.OrderBy(trial => trial.Number),
        };
    }

    private static IOrderedQueryable<TrialRecord> By<TKey>(
        IQueryable<TrialRecord> trials, TrialQuery query, Expression<Func<TrialRecord, TKey>> key,
        Expression<Func<TrialRecord, bool>> isMissing)
    {
        var present = trials.OrderBy(isMissing);
        return (query.Descending ? present.ThenByDescending(key) : present.ThenBy(key)).ThenBy(trial => trial.Number);
    }

    /// <summary>
    /// The ranking of the view <c>best_trials</c>, which would rank the trials of all sweeps for each page: a number beats none, what
    /// diverged or failed comes last, and equals keep the order of their numbers.
    /// </summary>
    public static IOrderedQueryable<TrialRecord> ByRank(IQueryable<TrialRecord> trials, Goal goal, bool isDescending)
    {
        Expression<Func<TrialRecord, int>> group = trial => trial.Status == TrialStatus.Failed ? 3
            : trial.Status == TrialStatus.Diverged ? 2
            : trial.BestValue == null ? 1 : 0;
        Expression<Func<TrialRecord, bool>> isMissing = trial => trial.BestValue == null;
        Expression<Func<TrialRecord, double?>> value = goal is Goal.Maximize ? trial => -trial.BestValue : trial => trial.BestValue;
        return isDescending
            ? trials.OrderByDescending(group).ThenByDescending(isMissing).ThenByDescending(value).ThenByDescending(trial => trial.Number)
            : trials.OrderBy(group).ThenBy(isMissing).ThenBy(value).ThenBy(trial => trial.Number);
    }

    /// <summary>One condition of the term holds: it is the trial's number, or one of the hyperparameters fits.</summary>
    private static Expression<Func<TrialRecord, bool>> Condition(SherlockContext db, TrialTerm term)
    {
        var trial = Expression.Parameter(typeof(TrialRecord), "trial");
        var (number, text) = (term.Number, term.Text);
        Expression<Func<TrialRecord, bool>> isNumber = row => row.Number == number;
        var conditions = term.Names.Select(db.Dialect.JsonKey).Select(key =>
        {
            Expression<Func<TrialRecord, bool>> fits = term.IsWhole
                ? row => JsonValues.Text(row.Hyperparameters, key) == text
                : row => JsonValues.Text(row.Hyperparameters, key)!.Contains(text);
            return With(fits, trial);
        });
        return Expression.Lambda<Func<TrialRecord, bool>>(conditions.Aggregate(With(isNumber, trial), Expression.OrElse), trial);
    }

    private static Expression With(Expression<Func<TrialRecord, bool>> condition, ParameterExpression trial) =>
        new Replacement(condition.Parameters[0], trial).Visit(condition.Body);

    private sealed class Replacement(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
