using Sweep.Grains.Search;
using Sweep.Grains.Storage.Folds;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>
/// A sweep with early stopping without a database: its fold decides, its trials train on some slots in a random order, and attempts are
/// lost. After each decision and each rung a new fold is made of all rows, which must decide the same.
/// </summary>
/// <param name="seed">What comes of the trials.</param>
/// <param name="order">In which order they end.</param>
internal sealed class MadeSweep(SweepSpec spec, int combinations, int seed, int slots, int order)
{
    private const int MostMoves = 10_000;

    private readonly SearchRandom _order = SearchRandom.For(order, "order");
    private readonly List<MadeTrial> _trials = spec.Search is null ? Grid(spec, combinations, seed) : [];
    private readonly List<MadeTrial> _running = [];
    private readonly List<NewDecision> _decisions = [];
    private DecisionFold? _fold;

    public IReadOnlyList<MadeTrial> Trials => _trials;

    public IReadOnlyList<NewDecision> Decisions => _decisions;

    /// <summary>Happens before a decision is carried out.</summary>
    public Action<NewDecision> OnDecision { get; init; } = _ => { };

    /// <summary>Whether a fold that was made of all rows must decide as the one that was told of each change.</summary>
    public bool IsReplayed { get; init; } = true;

    public IEnumerable<string> Log => _decisions.Select(decision => $"{decision.Row} {decision.Reason}");

    private StopSpec Stop => spec.Stop!;

    /// <summary>Goes on until nothing runs any more.</summary>
    public void Run()
    {
        _fold = Rebuilt();
        for (var move = 0; move < MostMoves; move++)
        {
            Decide(wants: true);
            FillSlots();
            if (_running.Count == 0) { return; }
            Advance(_running[(int)_order.NextLong(_running.Count)]);
        }

        Assert.Fail($"The sweep has not ended after {MostMoves} moves:\n{string.Join('\n', Log.TakeLast(20))}");
    }

    private static List<MadeTrial> Grid(SweepSpec spec, int combinations, int seed) =>
    [
        .. Enumerable.Range(0, combinations * spec.Seeds.Length).Select(index => new MadeTrial(index + 1, index % combinations, spec, seed)
        {
            Target = spec.Stop!.Holds ? null : spec.Stop.Rungs.Length - 1,
        }),
    ];

    private DecisionFold Rebuilt() =>
        DecisionFold.Of(spec, [.. _decisions.Select(decision => decision.Row)], [.. _trials.Select(trial => trial.Row)]);

    private void Decide(bool wants)
    {
        HashSet<int> open = [.. _fold!.OpenTrials];
        var after = _fold.BegunAfter ?? int.MaxValue;
        _fold.Apply(
            [.. _trials.Select(trial => trial.Row).Where(row => open.Contains(row.Number) || (row.Number > after && row.HasBegun))]);
        while (!_fold.IsOver)
        {
            var mayBegin = wants && _running.Count + _trials.Count(trial => trial.CanRun) < slots;
            var (decision, again) = (_fold.Decide(mayBegin), IsReplayed ? Rebuilt().Decide(mayBegin) : null);
            if (IsReplayed) { Assert.Equal((decision?.Row, decision?.Reason), (again?.Row, again?.Reason)); }
            if (decision is null) { return; }
            OnDecision(decision);
            Carry(decision);
            _decisions.Add(decision);
            _fold.Take(decision.Row);
        }
    }

    private void FillSlots()
    {
        foreach (var trial in _trials.Where(trial => trial.CanRun).Take(slots - _running.Count).ToList())
        {
            trial.Begin();
            _running.Add(trial);
        }
    }

    /// <summary>Trains a trial to the rung until which it may, or past the next one if it is judged there; or loses its attempt.</summary>
    private void Advance(MadeTrial trial)
    {
        if (_order.NextLong(10) == 0) { trial.Status = TrialStatus.Pending; }
        while (trial.Status is TrialStatus.Running)
        {
            trial.Train();
            var rung = trial.Rungs.Count - 1;
            if (trial.Status is TrialStatus.Running && rung == trial.Target)
            {
                trial.Status = rung == Stop.Rungs.Length - 1 ? TrialStatus.Completed : TrialStatus.Held;
            }

            if (!Stop.Holds) { break; }
        }

        if (trial.Status is not TrialStatus.Running) { _running.Remove(trial); }
        else { Decide(wants: false); }
    }

    /// <summary>Does what the store does with a decision.</summary>
    private void Carry(NewDecision decision)
    {
        var about = _trials.Where(trial => decision.Trials.Contains(trial.Number)).ToList();
        var target = Stop.Holds && decision.Level is { } level ? Stop.Rungs.IndexOf(level) : Stop.Rungs.Length - 1;
        switch (decision.Kind)
        {
            case DecisionKind.Propose when spec.Search is not null:
                _trials.AddRange(decision.Trials.Select(number => new MadeTrial(number, (number - 1) / spec.Seeds.Length, spec, seed)
                {
                    Target = target,
                }));
                break;
            case DecisionKind.Propose:
                about.ForEach(trial => trial.Target = target);
                break;
            case DecisionKind.Hold:
                Assert.All(about, trial => Assert.Equal((TrialStatus.Held, target), (trial.Status, trial.Target)));
                break;
            case DecisionKind.Promote when Stop.Holds:
                Assert.All(about, trial => Assert.Equal(TrialStatus.Held, trial.Status));
                Assert.All(about, trial => Assert.True(trial.Target < target, "The resource does not rise."));
                about.ForEach(trial => (trial.Status, trial.Target) = (TrialStatus.Pending, target));
                break;
            case DecisionKind.Prune:
                Prune(decision.Trials.Count > 0 ? about : _trials.Where(trial => trial.Status is TrialStatus.Held));
                break;
        }
    }

    private void Prune(IEnumerable<MadeTrial> trials)
    {
        foreach (var trial in trials.Where(trial => !trial.Status.IsFinal()).ToList())
        {
            trial.Status = TrialStatus.Pruned;
            _running.Remove(trial);
        }
    }
}
