using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>
/// Changes the status of many trials in one statement. Its condition and its new values are generated from <see cref="TrialLifecycle"/>.
/// </summary>
internal static class BulkTransitions
{
    private static readonly ParameterExpression _row = Expression.Parameter(typeof(TrialRecord), "row");
    private static readonly Expression _status = Expression.Property(_row, nameof(TrialRecord.Status));
    private static readonly Expression _pauseRequested = Expression.Property(_row, nameof(TrialRecord.PauseRequested));

    private static readonly (TrialStatus Status, bool PauseRequested)[] _states =
        [.. Enum.GetValues<TrialStatus>().SelectMany(status => new[] { (status, false), (status, true) })];

    /// <summary>The trials that an event changes.</summary>
    public static IQueryable<TrialRecord> WhereChangedBy(this IQueryable<TrialRecord> trials, TrialEvent happened) =>
        trials.Where(Condition(_states.Where(state => After(state, happened) is not null)));

    /// <summary>The trials that are not final.</summary>
    public static IQueryable<TrialRecord> WhereOpen(this IQueryable<TrialRecord> trials) =>
        trials.Where(Condition(_states.Where(state => !state.Status.IsFinal())));

    /// <summary>Applies an event to those of the trials that it changes.</summary>
    /// <param name="also">Further columns to set in the same statement.</param>
    /// <returns>The number of trials that were changed.</returns>
    public static Task<int> ApplyAsync(
        this IQueryable<TrialRecord> trials,
        TrialEvent happened,
        Action<UpdateSettersBuilder<TrialRecord>>? also,
        CancellationToken cancellationToken) =>
        trials.WhereChangedBy(happened).ExecuteUpdateAsync(
            set =>
            {
                set.SetProperty(Lambda<TrialStatus>(_status), Value(happened, state => state.Status));
                set.SetProperty(Lambda<bool>(_pauseRequested), Value(happened, state => state.PauseRequested));
                also?.Invoke(set);
            },
            cancellationToken);

    private static (TrialStatus Status, bool PauseRequested)? After((TrialStatus Status, bool PauseRequested) state, TrialEvent happened) =>
        TrialLifecycle.Transition(state.Status, state.PauseRequested, happened);

    /// <summary>The new value of a column: a constant, or a choice by status if the values differ.</summary>
    private static Expression<Func<TrialRecord, T>> Value<T>(TrialEvent happened, Func<(TrialStatus Status, bool PauseRequested), T> column)
    {
        var values = _states.Where(state => After(state, happened) is not null)
            .GroupBy(state => column(After(state, happened)!.Value))
            .ToList();
        Expression value = Expression.Constant(values[^1].Key, typeof(T));
        foreach (var from in values[..^1])
        {
            value = Expression.Condition(Condition(from).Body, Expression.Constant(from.Key, typeof(T)), value);
        }

        return Lambda<T>(value);
    }

    private static Expression<Func<TrialRecord, bool>> Condition(IEnumerable<(TrialStatus Status, bool PauseRequested)> states) =>
        Lambda<bool>(states.GroupBy(state => state.Status, state => state.PauseRequested).Select(HasStatus).Aggregate(Expression.OrElse));

    /// <summary>
    /// The flag is part of the condition only if it matters. Otherwise an index over the status alone serves the statement.
    /// </summary>
    private static Expression HasStatus(IGrouping<TrialStatus, bool> flags)
    {
        var isStatus = Expression.Equal(_status, Expression.Constant(flags.Key));
        if (flags.Count() == 2) { return isStatus; }
        return Expression.AndAlso(isStatus, flags.Single() ? _pauseRequested : Expression.Not(_pauseRequested));
    }

    private static Expression<Func<TrialRecord, T>> Lambda<T>(Expression body) => Expression.Lambda<Func<TrialRecord, T>>(body, _row);
}
