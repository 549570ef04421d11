using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Json;
using Sweep.Client.Reports;
using Sweep.Client.Surroundings;
using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

internal sealed class BenchTrainVerb : Verb
{
    private const int DefaultSteps = 300;

    private readonly Argument<string?> _grid = new("GRID")
    {
        Description = "The grid file whose corpus and trial are measured; by default, the sample text and every hyperparameter's default.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _set = Inputs.Set();
    private readonly Option<string[]> _cells = new("--cell") { Description = "Cells to measure, as in lstm,gru; by default, the trial's.", HelpName = "CELLS" };
    private readonly Option<string[]> _slots = new("--slots") { Description = "Slot counts to measure, as in 1,2,4; by default, 1, 2, 4, ... up to the cores.", HelpName = "COUNTS" };
    private readonly Option<int> _steps;
    private readonly Option<bool> _histograms = new("--histograms") { Description = "Also what histograms at every summary interval cost." };
    private readonly Option<bool> _json = Inputs.Json();

    public BenchTrainVerb(World world)
        : base(world, "train", "Measures training in steps a second, by cell and by slots.", "bench train --cell lstm,gru --slots 1,2,4 --json")
    {
        _steps = Inputs.AtLeast(1, new Option<int>("--steps") { Description = "Steps to time for each slot.", DefaultValueFactory = _ => DefaultSteps });
        Add(_grid);
        foreach (var option in new Option[] { _cells, _slots, _set, _steps, _histograms, _json })
        {
            Add(option);
        }
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var backend = Backend(arguments);
        var workbench = Needed.Workbench(backend, "bench train");
        var request = Request(arguments);
        await CorpusFetch.IfMissingAsync(World, workbench, request.Corpus, cancellationToken);
        var results = new List<TrainingBenchmark>();
        await foreach (var result in workbench.BenchTrainAsync(request, cancellationToken))
        {
            World.Say(FormattableString.Invariant($"{result.Cell}, slots {result.Slots}: {result.StepsPerSecond:0.0} steps/s"));
            results.Add(result);
        }

        if (arguments.GetValue(_json))
        {
            World.Print(BenchJson.Training(results).ToText());
        }
        else
        {
            World.Page.Write(BenchTable.Render(results));
        }

        return CommandLine.Done;
    }

    private BenchRequest Request(ParseResult arguments)
    {
        var sets = arguments.GetRequiredValue(_set);
        var spec = Spec(arguments.GetValue(_grid), sets);
        var cells = BenchLists.Cells(arguments.GetValue(_cells));
        if (spec.Trial.IsWindow() && !cells.IsEmpty)
        {
            throw new SherlockException("--cell is given with model window, which has no cell; leave one of them out.");
        }

        var slots = BenchLists.Slots(arguments.GetValue(_slots));
        return new(
            spec.Corpus,
            cells.IsEmpty ? [spec.Trial.Cell] : cells,
            slots.IsEmpty ? BenchLists.UpTo(World.Cores) : slots,
            spec.Trial,
            arguments.GetRequiredValue(_steps),
            arguments.GetValue(_histograms));
    }

    private SweepSpec Spec(string? grid, string[] sets) => grid is null
        ? GridFile.Parse("name: bench\ncorpus: sample\n", "bench", sets)
        : World.LoadGrid(grid, sets, GridFile.DefaultMaxTrials);
}
