using System.Collections.Immutable;

namespace Sweep.Grains.Search.Stopping;

/// <summary>
/// Which trials reached which rung, and with what value: the fold over a search's trials and promotions. It depends on them, and not on the
/// order in which they became known.
/// </summary>
/// <param name="levels">The resource of each rung, ascending; the last is the whole training.</param>
/// <param name="factor">One of so many trials goes on from a rung, at least 2.</param>
public sealed class RungTable(ImmutableArray<long> levels, int factor)
{
    private readonly Rung[] _rungs = [.. levels.Select(_ => new Rung(factor))];
    private readonly SortedList<int, RungTrial> _trials = [];

    public ImmutableArray<long> Levels => levels;

    /// <summary>The number of the last rung.</summary>
    public int Last => levels.Length - 1;

    /// <summary>All trials by their numbers.</summary>
    public IList<RungTrial> Trials => _trials.Values;

    /// <summary>How many times a trial has reached the last rung. It only ever grows.</summary>
    public int Finished { get; private set; }

    public RungTrial this[int number] => _trials[number];

    /// <summary>Adds a trial that trains until a rung, past the rungs below it.</summary>
    public void Begin(int number, int target) => _trials.Add(number, new(number, target));

    /// <summary>Lets a trial that waits at a rung train on until a higher one.</summary>
    public void Promote(int number, int target)
    {
        var trial = _trials[number];
        if (!trial.IsHeld || target <= trial.Target || target > Last)
        {
            throw new InvalidOperationException($"Trial {number} cannot be promoted from rung {trial.Reached} to {target}.");
        }

        _rungs[trial.Reached].Release(number, trial.Values[^1]);
        trial.Promote(target);
    }

    /// <summary>Notes that a trial has reached the next rung.</summary>
    /// <param name="value">Its objective there, to be minimized. What is not finite counts as the worst.</param>
    public void Reach(int number, double value)
    {
        var trial = _trials[number];
        if (!trial.IsRunning) { throw new InvalidOperationException($"Trial {number} may not train past rung {trial.Target}."); }
        var counted = double.IsFinite(value) ? value : double.PositiveInfinity;
        trial.Reach(counted);
        _rungs[trial.Reached].Add(number, counted, isWaiting: trial.IsHeld && trial.Reached < Last);
        if (trial.Reached == Last) { Finished++; }
    }

    /// <summary>Notes that a trial diverged or failed for good: it counts as the worst at the rung after the last one it reached.</summary>
    public void Fail(int number)
    {
        var trial = _trials[number];
        if (trial.IsRunning)
        {
            trial.Reach(double.PositiveInfinity);
            _rungs[trial.Reached].Add(number, double.PositiveInfinity, isWaiting: false);
        }

        Release(trial);
        trial.Leave();
    }

    /// <summary>Notes that a trial will never go on. It keeps its place at its rungs.</summary>
    public void Leave(int number)
    {
        var trial = _trials[number];
        Release(trial);
        trial.Leave();
    }

    /// <summary>Takes a trial out of all rungs, because a person cancelled it or its hyperparameters were invalid.</summary>
    public void Remove(int number)
    {
        var trial = _trials[number];
        for (var rung = 0; rung <= trial.Reached; rung++) { _rungs[rung].Remove(number, trial.Values[rung]); }
        trial.Leave();
    }

    /// <summary>The trial that may go on from the highest rung that has one: the best of that rung's; null if none may.</summary>
    public RungTrial? Promotable()
    {
        for (var rung = Last - 1; rung >= 0; rung--)
        {
            if (_rungs[rung].Promotable is { } number) { return _trials[number]; }
        }

        return null;
    }

    /// <summary>How a trial stands at a rung that it has reached.</summary>
    public RungStanding StandingOf(int number, int rung)
    {
        var (value, at) = (_trials[number].Values[rung], _rungs[rung]);
        return new(rung, levels[rung], value, at.RankOf(number, value), at.Count, at.Places, at.Cutoff);
    }

    private void Release(RungTrial trial)
    {
        if (trial.IsHeld) { _rungs[trial.Reached].Release(trial.Number, trial.Values[^1]); }
    }
}

/// <summary>How a trial stands at a rung when something is decided.</summary>
/// <param name="Rung">From 0.</param>
/// <param name="Level">The rung's resource.</param>
/// <param name="Rank">From 1.</param>
/// <param name="Of">The number of trials that reached the rung.</param>
/// <param name="Places">How many of them may go on.</param>
/// <param name="Cutoff">The value of the last one that may go on; null if none may.</param>
public sealed record RungStanding(int Rung, long Level, double Value, int Rank, int Of, int Places, double? Cutoff);
