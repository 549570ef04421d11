using Sweep.Grains.Search.Stopping;

namespace Sweep.Grains.Search.Simulation;

/// <summary>
/// What early stopping must find and save. The bars are what a prototype found, with some room; docs/search.md has them beside what other
/// programs find.
/// </summary>
public static class StoppingBenches
{
    private const double Guarded = 0.8;
    private const int UsualFactor = 2;
    private const int LcBenchEpochs = 6544;
    private const int LcBenchSeeds = 10;

    // The tasks on which guesses beyond the data help least. The last one has nothing below -0.00484, so its bars of a rounded -0.005 are
    // missed by that.
    private static readonly (string Name, double[] Bars)[] _inner =
    [
        ("167168", [0.073, 0.06, -0.005]), ("168910", [0.167, 0.111, 0.063]), ("167184", [0.003, -0.005, -0.005]),
    ];

    /// <summary>Early stopping of curves that need no data.</summary>
    public static IEnumerable<SearchBench> Functions() =>
    [
        new([new("asha, 243 combinations, rungs 1 to 81 by 3, promotions from the first rung beyond 81", 8)], 50, seed =>
        {
            var table = new RungTable(RungLevels.Geometric(1, 81, 3), 3);
            RunParallel(table, seed, trials: 243);
            return new([table.Trials.Count(trial => trial.Reached >= 1) - 81]);
        }),
    ];

    /// <summary>Early stopping of real learning curves.</summary>
    /// <param name="folder">The folder of the tables and of the surrogate.</param>
    /// <exception cref="SherlockException">A file of it is missing.</exception>
    public static IEnumerable<SearchBench> Results(string folder)
    {
        SearchBenches.RequireFiles(folder);
        LcBenchTask[] tasks = [.. LcBenchTask.Names.Select(name => Task(folder, name))];
        var curves = CurveTable.Read(Path.Combine(folder, "language_model_sample.tsv"));
        return
        [
            AllTasks("gp + asha", tasks, slots: 1, (0.125, 0.06), (0.25, 0), (0.5, -0.02), (1, -0.03)),
            AllTasks("gp + asha, 8 slots", tasks, slots: 8, (0.125, 0.16), (0.25, 0.06), (0.5, 0)),
            .. tasks.Select(task => BesideFull(task, (0.25, 0.03), (0.5, 0.015), (1, 0.015))),
            .. _inner.Select(bars => Inner(Task(folder, bars.Name, isInner: true), bars.Bars)),
            WholeGrid(curves, "with the guard", Guarded, mostPaid: 66),
            WholeGrid(curves, "without the guard", guard: 0, mostPaid: 55),
            PartOfGrid(curves),
        ];
    }

    /// <summary>Runs random trials of curves that never cross, on four uneven slots.</summary>
    /// <param name="table">Empty; it has all rungs afterwards. The last one is the length of the curves.</param>
    internal static SimulationResult RunParallel(RungTable table, int seed, int trials) => StoppingSimulation.Run(
        new ParallelCurves((int)table.Levels[^1]), new(new RandomSampler()), seed,
        new() { Trials = trials, Slots = 4, UnitTime = SimulationOptions.Uneven }, new(new Guard(0)), table);

    private static LcBenchTask Task(string folder, string name, bool isInner = false) =>
        new(Path.Combine(folder, "lcbench"), name, isInner);

    private static SearchBench AllTasks(
        string what, LcBenchTask[] tasks, int slots, params (double Share, double Bar)[] bars) => new(
        [.. bars.Select(bar => new SearchBar($"{what}, LCBench, mean of six tasks, {Epochs(bar.Share)}", bar.Bar))],
        LcBenchSeeds,
        seed =>
        {
            SimulationResult[] results = [.. tasks.Select(task => Stopped(task, seed, slots, bars[^1].Share))];
            return new(
                [.. bars.Select(bar => results.Average(result => After(result, bar.Share)))], results.Sum(result => result.Duplicates));
        });

    /// <summary>How much worse a task is than if each trial trains in full.</summary>
    private static SearchBench BesideFull(LcBenchTask task, params (double Share, double Bar)[] bars) => new(
        [.. bars.Select(bar => new SearchBar($"gp + asha, LCBench {task.Name}, above gp in full, {Epochs(bar.Share)}", bar.Bar))],
        LcBenchSeeds,
        seed =>
        {
            var stopped = Stopped(task, seed, slots: 1, share: 1);
            var full = SearchSimulation.Run(task, new(new GaussianSampler()), seed, Options(slots: 1, share: 1));
            return new([.. bars.Select(bar => After(stopped, bar.Share) - After(full, bar.Share))], stopped.Duplicates + full.Duplicates);
        });

    private static SearchBench Inner(LcBenchTask task, double[] bars)
    {
        double[] shares = [0.25, 0.5, 1];
        return new(
            [.. shares.Zip(bars, (share, bar) => new SearchBar($"gp + asha, LCBench {task.Name}, inner box, {Epochs(share)}", bar))],
            LcBenchSeeds,
            seed =>
            {
                var result = Stopped(task, seed, slots: 1, share: 1);
                return new([.. shares.Select(share => After(result, share))], result.Duplicates);
            });
    }

    /// <summary>The whole grid in random orders.</summary>
    private static SearchBench WholeGrid(CurveTable task, string what, double guard, double mostPaid) => new(
        [
            new($"asha, own curves, whole grid {what}, % of orders that miss the best", 5),
            new($"asha, own curves, whole grid {what}, % of the epochs", mostPaid),
        ],
        300,
        seed =>
        {
            var result = Run(task, new RandomSampler(), seed, new() { Trials = GridSize(task) }, guard, task.Epochs);
            var isFound = result.Finished.Count > 0 && result.Finished[^1].Equals(task.Optimum);
            return new([isFound ? 0 : 100, 100.0 * result.Paid.Count / (GridSize(task) * task.Epochs)], result.Duplicates);
        });

    private static SearchBench PartOfGrid(CurveTable task) =>
        new([new("auto + asha, own curves, 35 % of the grid's epochs, % above the best", 0.3)], 100, seed =>
        {
            var options = new SimulationOptions { Trials = GridSize(task), Resource = (long)(0.35 * GridSize(task) * task.Epochs) };
            var result = Run(task, new AutoSampler(), seed, options, Guarded, task.Epochs);
            return new([100 * (result.Paid[^1] / task.Optimum - 1)], result.Duplicates);
        });

    private static SimulationResult Stopped(LcBenchTask task, int seed, int slots, double share) =>
        Run(task, new GaussianSampler(), seed, Options(slots, share), Guarded, LcBenchTask.Epochs);

    private static SimulationResult Run(
        ISimulatedTask task, ISampler sampler, int seed, SimulationOptions options, double guard, int epochs) => StoppingSimulation.Run(
        task, new(sampler), seed, options, new(new Guard(guard)), new(RungLevels.Usual(epochs), UsualFactor));

    private static SimulationOptions Options(int slots, double share)
    {
        var options = new SimulationOptions { Trials = int.MaxValue, Resource = (long)(share * LcBenchEpochs) };
        return slots == 1 ? options : options with { Slots = slots, UnitTime = SimulationOptions.Uneven };
    }

    private static double After(SimulationResult result, double share) => result.Paid[(int)(share * LcBenchEpochs) - 1];

    private static string Epochs(double share) => FormattableString.Invariant($"{100 * share} % of {LcBenchEpochs} epochs");

    private static int GridSize(CurveTable task) => (int)task.Space.Count!.Value;
}
