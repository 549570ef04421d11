using Sweep.Grains.Search;
using Sweep.Grains.Storage;
using Sweep.Grains.Storage.Folds;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>
/// A trial of a <see cref="MadeSweep"/>: its row, and how it trains. What comes of a rung depends on the trial, the rung and the sweep's
/// seed alone.
/// </summary>
/// <param name="combination">The number of its combination, from 0.</param>
internal sealed class MadeTrial(int number, int combination, SweepSpec spec, int seed)
{
    private const int StepsPerLevel = 10;

    private readonly List<RungPoint> _rungs = [];
    private bool _hasBegun;
    private int _failures;

    public int Number => number;

    public int Combination => combination;

    public TrialStatus Status { get; set; } = TrialStatus.Pending;

    /// <summary>The rung until which it may train; null if it waits for the search.</summary>
    public int? Target { get; set; }

    public IReadOnlyList<RungPoint> Rungs => _rungs;

    public bool CanRun => Status is TrialStatus.Pending && Target is not null;

    public SearchedTrial Row => new(
        number, Status, null, _rungs.LastOrDefault()?.Step ?? 0, _hasBegun ? StepsAt(spec.Stop!.Rungs[^1]) : 0, 0,
        _rungs.Count > 0 ? Json.Write(_rungs) : null, $"{combination}", _failures);

    /// <summary>Begins an attempt, which says how many steps the trial has.</summary>
    public void Begin() => (Status, _hasBegun) = (TrialStatus.Running, true);

    /// <summary>Trains past the next rung, or diverges, fails or is refused before it.</summary>
    public void Train()
    {
        var random = SearchRandom.For(seed, $"trial {number}", _rungs.Count);
        (Status, _failures) = random.NextLong(100) switch
        {
            < 2 => (TrialStatus.Failed, 1),
            < 5 => (TrialStatus.Failed, TrialStore.MostFailures),
            < 10 => (TrialStatus.Diverged, 0),
            _ => (Status, 0),
        };
        if (Status is not TrialStatus.Running) { return; }
        var (level, before) = (spec.Stop!.Rungs[_rungs.Count], _rungs.LastOrDefault()?.Best ?? double.NaN);
        var value = random.NextLong(30) switch
        {
            0 => double.NaN,
            1 => double.PositiveInfinity,
            2 => double.NegativeInfinity,
            _ => SearchRandom.For(seed, "base", combination).NextLong(30) + random.NextLong(20),
        };
        _rungs.Add(new(level, StepsAt(level), value, spec.Objective.IsBetter(value, before) ? value : before));
    }

    private static long StepsAt(long level) => level * StepsPerLevel;
}
