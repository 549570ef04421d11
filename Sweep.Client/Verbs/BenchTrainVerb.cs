using System.CommandLine;
using System.Globalization;
using Sweep.Client.Backends;
using Sweep.Client.Json;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains;

namespace Sweep.Client.Verbs;

internal sealed class BenchTrainVerb : Verb
{
    private const int DefaultSteps = 300;
    private const int DefaultRuns = 5;

    private readonly Argument<string?> _grid = BenchTrial.Argument();
    private readonly Option<string[]> _set = Inputs.Set();
    private readonly Option<string[]> _cells = new("--cell")
    {
        Description = "Cells to measure, as in lstm,gru; by default, the trial's.",
        HelpName = "CELLS",
    };
    private readonly Option<string[]> _slots = new("--slots")
    {
        Description = "Slot counts to measure, as in 1,2,4; by default, 1, 2, 4, ... up to the cores.",
        HelpName = "COUNTS",
    };
    private readonly Option<int> _steps;
    private readonly Option<int> _runs;
    private readonly Option<string?> _compare = Inputs.NotBlank("what 'bench train --json' wrote", new Option<string?>("--compare")
    {
        Description = "Adds the ratio to an earlier result, which --json wrote to that file.",
        HelpName = "FILE",
    });

    private readonly Option<bool> _histograms = new("--histograms")
    {
        Description = "Also measures what histograms at every summary interval cost.",
    };
    private readonly Option<bool> _json = Inputs.Json();

    public BenchTrainVerb(CommandContext context)
        : base(
            context,
            "train",
            "Measures training in steps per second, by cell and by slots.",
            "bench train --cell lstm,gru --slots 1,2,4 --json")
    {
        _steps = Inputs.AtLeast(
            1,
            new Option<int>("--steps") { Description = "Steps to time for each slot in a run.", DefaultValueFactory = _ => DefaultSteps });
        _runs = Inputs.AtLeast(
            1, new Option<int>("--runs") { Description = "Number of runs; the median counts.", DefaultValueFactory = _ => DefaultRuns });
        Add(_grid);
        foreach (var option in new Option[] { _cells, _slots, _set, _steps, _runs, _compare, _histograms, _json })
        {
            Add(option);
        }
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var backend = Backend(arguments);
        var workbench = Require.Workbench(backend, "bench train");
        var request = Request(arguments);

        // Reads the file first, so that a bad file is reported before minutes of measurement.
        var saved = arguments.GetValue(_compare) is { } file ? SavedBench.Read(file) : null;
        await CorpusFetch.IfMissingAsync(Context, workbench.Preparation, request.Corpus, cancellationToken);
        var machine = workbench.Benchmarks.DescribeMachine(request.Trial);
        if (machine.Notice is { } notice) { Context.Say($"note: {notice}"); }
        var results = await GridCheck.LocateAsync(
            Context,
            arguments.GetValue(_grid),
            arguments.GetRequiredValue(_set),
            () => MeasureAsync(workbench.Benchmarks, request, cancellationToken));
        foreach (var difference in saved?.Differences(request, machine, results) ?? [])
        {
            Context.Say(difference);
        }

        if (arguments.GetValue(_json))
        {
            Context.Print(TrainingBenchJson.Document(request, machine, results, saved).ToText());
        }
        else
        {
            Show(request, machine, results, saved);
        }

        return CommandLine.Done;
    }

    private async Task<List<TrainingBenchmark>> MeasureAsync(
        IBenchmarks benchmarks, BenchRequest request, CancellationToken cancellationToken)
    {
        var results = new List<TrainingBenchmark>();
        await foreach (var result in benchmarks.BenchTrainAsync(request, cancellationToken))
        {
            foreach (var warning in result.Warnings) { Context.Say($"warning: {warning}"); }
            Context.Say(FormattableString.Invariant($"{result.Cell}, slots {result.Slots}: {result.StepsPerSecond.Median:0.0} steps/s"));
            results.Add(result);
        }

        return results;
    }

    private void Show(BenchRequest request, BenchMachine machine, List<TrainingBenchmark> results, SavedBench? saved)
    {
        Context.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"{machine.Processor}, {machine.Cores} cores, libtorch {machine.LibTorch}, {machine.ComputedIn}; median of {request.Runs} runs "
                + $"of {request.Steps} steps"));
        Context.Page.Write(TrainingBenchTables.Rates(results));
        Context.Print(TrainingBenchTables.RatesCaption);
        if (TrainingBenchTables.Beside(results, saved) is { } beside)
        {
            Context.Page.Write(beside);
        }

        Context.Page.Write(TrainingBenchTables.Shares(results));
    }

    private BenchRequest Request(ParseResult arguments)
    {
        var sets = arguments.GetRequiredValue(_set);
        var spec = BenchTrial.Spec(Context, arguments.GetValue(_grid), sets);
        var cells = BenchLists.Cells(arguments.GetValue(_cells));
        if (!BenchTrial.HasCells(spec.Trial) && !cells.IsEmpty)
        {
            throw new SherlockException("--cell is given with model window, which has no cell; leave one of them out.");
        }

        var slots = BenchLists.Slots(arguments.GetValue(_slots));
        return new(
            spec.Corpus,
            cells.IsEmpty ? [spec.Trial.Text("cell")] : cells,
            slots.IsEmpty ? BenchLists.UpTo(Context.Cores) : slots,
            spec.Trial,
            spec.Schema.Defaults,
            arguments.GetRequiredValue(_steps),
            arguments.GetRequiredValue(_runs),
            arguments.GetValue(_histograms));
    }
}
