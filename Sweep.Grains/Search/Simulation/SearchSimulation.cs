namespace Sweep.Grains.Search.Simulation;

/// <summary>
/// Runs a search on a virtual clock: its slots ask for trials, and its trials advance by one unit of resource after the other.
/// </summary>
public sealed class SearchSimulation
{
    private readonly ISimulatedTask _task;
    private readonly Searcher _searcher;
    private readonly SimulationOptions _options;
    private readonly SearchState _state;
    private readonly PriorityQueue<RunningTrial, (double Time, int Number)> _running = new();
    private readonly List<Proposal> _proposals = [];
    private readonly List<double> _finished = [];
    private readonly List<double> _paid = [];
    private double _time;
    private double _best = double.PositiveInfinity;

    private SearchSimulation(ISimulatedTask task, Searcher searcher, int seed, SimulationOptions options) =>
        (_task, _searcher, _options, _state) = (task, searcher, options, new(task.Space, seed));

    public static SimulationResult Run(ISimulatedTask task, Searcher searcher, int seed, SimulationOptions options) =>
        new SearchSimulation(task, searcher, seed, options).Run();

    private SimulationResult Run()
    {
        FillSlots();
        while (_running.TryDequeue(out var trial, out var at) && _paid.Count < _options.Resource)
        {
            _time = at.Time;
            Advance(trial);
            FillSlots();
        }

        return new(_proposals, _finished, _paid, _time);
    }

    /// <summary>Free slots ask for trials, until they must wait or there are no more.</summary>
    private void FillSlots()
    {
        while (_running.Count < _options.Slots && _proposals.Count < _options.Trials)
        {
            if ((_options.Lag is { } lag ? _state.Lagged(lag) : _state) is not { } known || _searcher.Propose(known) is not { } proposal)
            {
                return;
            }

            var trial = new RunningTrial(_state.Next, proposal.Cell, _task.Run(proposal.Cell));
            _proposals.Add(proposal);
            _state.Apply(new(trial.Number, trial.Cell, SearchOutcome.Running));
            Schedule(trial);
        }
    }

    /// <summary>The trial reaches the end of its next unit. This is the place where an early stop would be decided.</summary>
    private void Advance(RunningTrial trial)
    {
        var value = trial.Curve[trial.Done++];
        _best = double.IsFinite(value) ? Math.Min(_best, value) : _best;
        _paid.Add(_best);
        if (trial.Done < trial.Curve.Count && double.IsFinite(value))
        {
            Schedule(trial);
            return;
        }

        _finished.Add(_best);
        _state.Apply(new(trial.Number, trial.Cell, double.IsFinite(value) ? SearchOutcome.Completed : SearchOutcome.Diverged, value));
    }

    private void Schedule(RunningTrial trial) =>
        _running.Enqueue(trial, (_time + _options.UnitTime(_state.Seed, trial.Number), trial.Number));

    private sealed class RunningTrial(int number, Cell cell, IReadOnlyList<double> curve)
    {
        public int Number => number;

        public Cell Cell => cell;

        public IReadOnlyList<double> Curve => curve;

        /// <summary>How many units are done.</summary>
        public int Done { get; set; }
    }
}
