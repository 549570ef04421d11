using Sweep.Grains.Search.Stopping;

namespace Sweep.Grains.Search.Simulation;

/// <summary>Runs a search with early stopping on a virtual clock: trials are held at rungs, and the good ones go on.</summary>
public sealed class StoppingSimulation
{
    private readonly ISimulatedTask _task;
    private readonly Searcher _searcher;
    private readonly SimulationOptions _options;
    private readonly PromotionRule _rule;
    private readonly RungTable _table;
    private readonly int _seed;
    private readonly SearchState _begun;
    private readonly PriorityQueue<RunningTrial, (double Time, int Number)> _running = new();
    private readonly List<RunningTrial> _trials = [];
    private readonly List<Cell> _cells = [];
    private readonly List<Proposal> _proposals = [];
    private readonly List<double> _finished = [];
    private readonly List<double> _paid = [];
    private double _time;
    private double _best = double.PositiveInfinity;

    private StoppingSimulation(
        ISimulatedTask task, Searcher searcher, int seed, SimulationOptions options, PromotionRule rule, RungTable table) =>
        (_task, _searcher, _seed, _options, _rule, _table, _begun) =
            (task, searcher, seed, options, rule, table, new(task.Space, seed));

    /// <param name="table">Empty; it has all rungs afterwards.</param>
    public static SimulationResult Run(
        ISimulatedTask task, Searcher searcher, int seed, SimulationOptions options, PromotionRule rule, RungTable table) =>
        new StoppingSimulation(task, searcher, seed, options, rule, table).RunToTheEnd();

    private SimulationResult RunToTheEnd()
    {
        FillSlots();
        while (_paid.Count < _options.Resource && _running.TryDequeue(out var trial, out var at))
        {
            _time = at.Time;
            Advance(trial);
            FillSlots();
        }

        return new(_proposals, _finished, _paid, _time);
    }

    private void FillSlots()
    {
        while (_running.Count < _options.Slots)
        {
            if (_rule.Next(_table) is { } promotion)
            {
                _table.Promote(promotion.Trial, promotion.To);
                Schedule(_trials[promotion.Trial]);
            }
            else if (_proposals.Count >= _options.Trials || !Begin())
            {
                return;
            }
        }
    }

    private bool Begin()
    {
        var known = _searcher.IsLearning ? RungResults.StateOf(_table, _task.Space, _seed, _cells) : _begun;
        if (_searcher.Propose(known) is not { } proposal) { return false; }
        var trial = new RunningTrial(_trials.Count, _task.Run(proposal.Cell));
        _proposals.Add(proposal);
        _cells.Add(proposal.Cell);
        _trials.Add(trial);
        _begun.Apply(new(trial.Number, proposal.Cell, SearchOutcome.Running));
        _table.Begin(trial.Number, _rule.FirstTarget(_table, trial.Number));
        Schedule(trial);
        return true;
    }

    private void Advance(RunningTrial trial)
    {
        var value = trial.Curve[trial.Done++];
        _best = double.IsFinite(value) ? Math.Min(_best, value) : _best;
        _paid.Add(_best);
        trial.Best = Math.Min(trial.Best, value);
        var state = _table[trial.Number];
        if (!double.IsFinite(value)) { _table.Fail(trial.Number); }
        else if (trial.Done == _table.Levels[state.Reached + 1]) { _table.Reach(trial.Number, trial.Best); }

        if (state.IsRunning) { Schedule(trial); }
        else if (state.Reached == _table.Last || state.IsOut) { _finished.Add(_best); }
    }

    private void Schedule(RunningTrial trial) => _running.Enqueue(trial, (_time + _options.UnitTime(_seed, trial.Number), trial.Number));

    private sealed class RunningTrial(int number, IReadOnlyList<double> curve)
    {
        public int Number => number;

        public IReadOnlyList<double> Curve => curve;

        /// <summary>How many units are done.</summary>
        public int Done { get; set; }

        /// <summary>The best value so far, by which trials are compared.</summary>
        public double Best { get; set; } = double.PositiveInfinity;
    }
}
