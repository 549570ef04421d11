using System.Collections.Immutable;

namespace Sweep.Grains.Search.Stopping;

/// <summary>
/// All that early stopping decides by: which combinations began, how far they may train, and their results as far as they count. It is a
/// fold over the decisions and the trials of a sweep. Without a clock a result counts as soon as it is known.
/// </summary>
/// <param name="levels">The resource of each rung, ascending; the last is the whole training.</param>
/// <param name="factor">One of so many trials goes on from a rung.</param>
/// <param name="clock">The virtual time of a repeatable search; null for others.</param>
public sealed class StopHistory(ImmutableArray<long> levels, int factor, VirtualClock? clock)
{
    private readonly List<StopResult> _results = [];
    private readonly SortedSet<int> _arrived = [];

    // As long as decisions are folded, a result may be newer than they are.
    private bool _isFolding = true;

    public RungTable Table { get; } = new(levels, factor);

    /// <summary>The virtual time; null if there is no clock.</summary>
    public long? Tick => clock?.Tick;

    /// <summary>The number of combinations that began.</summary>
    public int Begun => _results.Count;

    /// <summary>Whether another combination may train now.</summary>
    public bool CanBegin => clock?.HasFreeWorker ?? true;

    /// <summary>Grows with each result that counts.</summary>
    public int Version { get; private set; }

    /// <summary>The first combination that has come to its rung and was not noted as held; null if all were.</summary>
    public int? Unnoted => _arrived.Count > 0 ? _arrived.Min : null;

    /// <summary>The combinations that train.</summary>
    public IEnumerable<int> Running => Table.Trials.Where(trial => trial.IsRunning).Select(trial => trial.Number);

    /// <summary>What is known of a combination, also if it does not count yet.</summary>
    public StopResult ResultOf(int number) => _results[number];

    /// <summary>Goes on to the virtual time of a decision; does nothing without a clock.</summary>
    public void MoveTo(long? tick)
    {
        if (clock is null || tick is not { } time) { return; }
        foreach (var number in clock.MoveTo(time, IsKnown)) { Arrive(number); }
    }

    /// <summary>Lets virtual time go on to the next result.</summary>
    /// <returns>False without a clock, if nothing trains, or if the result is not known yet.</returns>
    public bool Advance()
    {
        if (clock?.Advance(IsKnown) is not { Count: > 0 } ended) { return false; }
        foreach (var number in ended) { Arrive(number); }
        return true;
    }

    /// <summary>Adds the next combination, which trains until a rung.</summary>
    public void Begin(int rung, StopResult result)
    {
        var number = _results.Count;
        _results.Add(result);
        Table.Begin(number, rung);
        Schedule(number, from: 0);
    }

    /// <summary>Lets a combination that waits at a rung train until a higher one.</summary>
    public void Promote(int number, int rung)
    {
        var from = Table[number].Reached;
        _arrived.Remove(number);
        Table.Promote(number, rung);
        Schedule(number, levels[from]);
    }

    /// <summary>Notes that a combination was recorded as held.</summary>
    public void NoteHeld(int number) => _arrived.Remove(number);

    /// <summary>Learns how a combination is.</summary>
    public void Learn(int number, StopResult result)
    {
        _results[number] = result;
        if (clock is null) { Arrive(number); }
        if (result.State is StopState.Removed or StopState.Pruned) { Leave(number); }
    }

    /// <summary>Learns what the rows say at the end of a fold: what can have happened after the last decision.</summary>
    public void Settle()
    {
        _isFolding = false;
        for (var number = 0; number < Begun; number++)
        {
            Learn(number, _results[number]);
            Complete(number);
        }
    }

    private bool IsKnown(int number) => _results[number].IsKnownAt(Table[number].Target);

    private void Schedule(int number, long from)
    {
        if (clock is null) { Reach(number); }
        else { clock.Begin(number, levels[Table[number].Target] - from); }
    }

    /// <summary>Lets the result of a combination count.</summary>
    private void Arrive(int number)
    {
        Reach(number);
        var (trial, result) = (Table[number], _results[number]);
        if (trial.IsRunning && result.State is (StopState.Diverged or StopState.Failed))
        {
            Table.Fail(number);
            Version++;
        }

        if (trial.IsRunning && result.State is StopState.Refused) { Leave(number); }
        if (!_isFolding) { Complete(number); }
    }

    /// <summary>
    /// Lets a combination that has trained to its end count to the last rung, also if it may train only to an earlier one: a program may be
    /// done early. A sweep that was extended has further rungs than it was trained for.
    /// </summary>
    private void Complete(int number)
    {
        var (trial, result) = (Table[number], _results[number]);
        if (result.State is not StopState.Completed || !trial.IsHeld || trial.Reached == Table.Last) { return; }
        if (result.Values.Length <= Table.Last)
        {
            Leave(number);
            return;
        }

        _arrived.Remove(number);
        Table.Promote(number, Table.Last);
        Reach(number);
    }

    private void Reach(int number)
    {
        var (trial, values) = (Table[number], _results[number].Values);
        if (!trial.IsRunning) { return; }
        while (trial.IsRunning && trial.Reached + 1 < values.Length)
        {
            Table.Reach(number, values[trial.Reached + 1]);
            Version++;
        }

        if (trial.IsHeld && trial.Reached < Table.Last) { _arrived.Add(number); }
    }

    private void Leave(int number)
    {
        if (Table[number].IsOut) { return; }
        _arrived.Remove(number);
        if (_results[number].State is StopState.Removed or StopState.Refused) { Table.Remove(number); }
        else { Table.Leave(number); }
        Version++;
    }
}
