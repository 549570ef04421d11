using System.Collections.Immutable;
using Sweep.Grains.Search.Stopping;

namespace Sweep.Grains.Search.Simulation;

/// <summary>How long searches take to propose and to read their trials.</summary>
/// <param name="time">Measures.</param>
public sealed class SearchTimings(TimeProvider time)
{
    private const int Runs = 3;
    private const int Suggestions = 100;

    private static readonly TestFunction _task = TestFunction.Sphere;

    public IEnumerable<SearchBench> All() =>
    [
        Of(
            "tpe, a suggestion after 1,000 trials, 10 hyperparameters, ms", 2,
            seed => Suggest(new ParzenSampler(), seed, 1000 - Suggestions / 2)),
        Of("gp, a suggestion after 200 trials, 10 hyperparameters, ms", 40, seed => Suggest(new GaussianSampler(), seed, 200)),
        Of("tpe, 2,000 suggestions, s", 2.3, seed => Seconds(
            () => SearchSimulation.Run(_task, new(new ParzenSampler()), seed, new() { Trials = 2000 }))),
        Of("the state of 10,000 trials, s", 1, Fold),
    ];

    /// <summary>How long early stopping takes.</summary>
    public IEnumerable<SearchBench> Stopping() =>
    [
        Of("asha, 10,000 simulated trials, s", 10, seed => Seconds(
            () => StoppingBenches.RunParallel(new(RungLevels.Geometric(1, 81, 3), 3), seed, trials: 10_000))),
    ];

    private static SearchBench Of(string what, double bar, Func<int, double> measure) =>
        new([new(what, bar)], Runs, seed => new([measure(seed)])) { IsTiming = true };

    /// <summary>Milliseconds of a suggestion, with the fits that fall to several in a row.</summary>
    private double Suggest(ISampler sampler, int seed, int trials)
    {
        var (searcher, state) = (new Searcher(sampler), StateOf(seed, trials));
        return Seconds(() =>
        {
            for (var i = 0; i < Suggestions; i++)
            {
                Add(state, searcher.Propose(state)!.Cell);
            }
        }) * 1000 / Suggestions;
    }

    private double Fold(int seed)
    {
        ImmutableArray<object?>[] values = [.. StateOf(seed, 10_000).Trials.Select(trial => trial.Cell.Values)];
        var state = new SearchState(_task.Space, seed);
        return Seconds(() => Array.ForEach(values, one => Add(state, _task.Space.CellOf([.. one]))));
    }

    private static SearchState StateOf(int seed, int trials)
    {
        var state = new SearchState(_task.Space, seed);
        for (var number = 0; number < trials; number++)
        {
            Add(state, _task.Space.Draw(seed, number));
        }

        return state;
    }

    private static void Add(SearchState state, Cell cell) =>
        state.Apply(new(state.Next, cell, SearchOutcome.Completed, _task.Run(cell)[0]));

    private double Seconds(Action work)
    {
        var began = time.GetTimestamp();
        work();
        return time.GetElapsedTime(began).TotalSeconds;
    }
}
