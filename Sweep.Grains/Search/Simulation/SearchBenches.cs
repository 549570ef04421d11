namespace Sweep.Grains.Search.Simulation;

/// <summary>
/// What the samplers must find. The bars are what a prototype in C++ found, plus two standard errors; docs/search.md has them beside what
/// another program finds.
/// </summary>
public static class SearchBenches
{
    private const int Trials = 100;
    private const int LcBenchEpochs = 6544;
    private const int LcBenchSeeds = 15;

    private static readonly (TestFunction Task, double Gaussian, double OnEightSlots, double Parzen)[] _functions =
    [
        (TestFunction.Quadratic, 2e-5, 3e-5, 0.072),
        (TestFunction.Branin, 6e-5, 6e-5, 0.044),
        (TestFunction.Hartmann, 0.062, 0.15, 0.18),
        (TestFunction.Sphere, 0.005, 0.05, 6.9),
        (TestFunction.Rosenbrock, 135, 400, 1610),
    ];

    private static readonly (Func<string, TableTask> Read, double Gaussian, double Parzen)[] _tables =
    [
        (BenchmarkTables.Protein, 0.0004, 0),
        (BenchmarkTables.Naval, 6e-7, 2e-7),
        (BenchmarkTables.Parkinsons, 3.8e-4, 6.3e-4),
        (BenchmarkTables.Cifar, 0.17, 0.048),
    ];

    // The bars after a quarter, half, and all of the epochs, in the order of LcBenchTask.Names.
    private static readonly double[][] _lcBench =
    [
        [0.042, 0.018, 0.009], [0.011, -0.008, -0.017], [0.069, -0.006, -0.036],
        [0.033, -0.053, -0.063], [-0.003, -0.013, -0.014], [-0.078, -0.078, -0.078],
    ];

    private static readonly string[] _files =
    [
        "protein_structure.txt.gz", "naval_propulsion.txt.gz", "parkinsons_telemonitoring.txt.gz", "cifar10.txt.gz",
        "language_model_sample.tsv", "lcbench/model.onnx", "lcbench/encoding.json", "lcbench/instance_target_statistics.csv",
    ];

    private static readonly double[] _lcBenchInner = [0.14, 0.12, 0.11];
    private static readonly double[] _shares = [0.25, 0.5, 1];

    /// <summary>Searches of functions, which need no data.</summary>
    public static IEnumerable<SearchBench> Functions() =>
    [
        new([new("halton, star discrepancy of 256 points in two dimensions", 0.03)], 30, seed => new([Discrepancy.OfHalton(seed, 256)])),
        .. _functions.Select(bars => Of("gp", bars.Task, new(), bars.Gaussian, seeds: 30)),
        .. _functions.Select(bars => Of("tpe", bars.Task, new(), bars.Parzen, seeds: 30)),
        .. _functions.Select(bars => Of("gp", bars.Task, Slots(8), bars.OnEightSlots, seeds: 30)),
    ];

    /// <summary>Searches of real results.</summary>
    /// <param name="folder">The folder of the tables and of the surrogate.</param>
    /// <exception cref="SherlockException">A file of it is missing.</exception>
    public static IEnumerable<SearchBench> Results(string folder)
    {
        RequireFiles(folder);
        var tables = _tables.Select(bars => (Task: bars.Read(folder), bars.Gaussian, bars.Parzen)).ToList();
        return
        [
            .. tables.Select(bars => Random(bars.Task)),
            .. tables.Select(bars => Of("gp", bars.Task, new(), bars.Gaussian, seeds: 15)),
            .. tables.Select(bars => Of("tpe", bars.Task, new() { Trials = 200 }, bars.Parzen, seeds: 30)),
            Curves(Path.Combine(folder, "language_model_sample.tsv")),
            .. LcBenchTask.Names.Zip(_lcBench, (name, bars) =>
                LcBench($"LCBench {name}", bars, LcBenchSeeds, Task(folder, name, isInner: false))),
            LcBench(
                "LCBench, inner box, mean of six tasks", _lcBenchInner, 10,
                [.. LcBenchTask.Names.SelectMany(name => Task(folder, name, isInner: true))]),
        ];
    }

    /// <exception cref="SherlockException">A file of the results is missing.</exception>
    internal static void RequireFiles(string folder)
    {
        if (Array.Find(_files, file => !File.Exists(Path.Combine(folder, file))) is { } missing)
        {
            throw new SherlockException($"The folder '{folder}' has not the tables of results: {missing} is missing.");
        }
    }

    private static LcBenchTask[] Task(string folder, string name, bool isInner) => [new(Path.Combine(folder, "lcbench"), name, isInner)];

    private static SimulationOptions Slots(int slots) => new() { Slots = slots, UnitTime = SimulationOptions.Uneven };

    private static SearchBench Of(string sampler, ISimulatedTask task, SimulationOptions options, double bar, int seeds)
    {
        var slots = options.Slots > 1 ? $", {options.Slots} slots" : "";
        return new([new($"{sampler}, {task.Name}, {options.Trials} trials{slots}", bar)], seeds, seed =>
        {
            var result = SearchSimulation.Run(task, new(Samplers.Create(sampler)), seed, options);
            return new([result.Finished[^1] - task.Optimum], result.Duplicates);
        });
    }

    private static SearchBench Random(TableTask task) =>
        Of("random", task, new(), 0, seeds: 200) with
        {
            Bars = [new($"random, {task.Name}, {Trials} trials", task.ExpectedBest(Trials) - task.Optimum, IsExact: true)],
        };

    private static SearchBench Curves(string path)
    {
        var task = CurveTable.Read(path);
        return new([new("auto, own curves, 16 of 45 combinations, % above the best", 0.15)], 300, seed =>
        {
            var result = SearchSimulation.Run(task, new(new AutoSampler()), seed, new() { Trials = 16 });
            return new([100 * (result.Finished[^1] / task.Optimum - 1)], result.Duplicates);
        });
    }

    private static SearchBench LcBench(string name, double[] bars, int seeds, LcBenchTask[] tasks) => new(
        [.. _shares.Zip(bars, (share, bar) => new SearchBar($"gp, {name}, {100 * share:0} % of {LcBenchEpochs} epochs", bar))],
        seeds,
        seed =>
        {
            var options = new SimulationOptions { Trials = int.MaxValue, Resource = LcBenchEpochs };
            SimulationResult[] results = [.. tasks.Select(task => SearchSimulation.Run(task, new(new GaussianSampler()), seed, options))];
            return new(
                [.. _shares.Select(share => results.Average(result => result.Paid[(int)(share * LcBenchEpochs) - 1]))],
                results.Sum(result => result.Duplicates));
        });
}
