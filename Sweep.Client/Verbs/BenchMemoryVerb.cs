using System.CommandLine;
using System.Globalization;
using Sweep.Client.Backends;
using Sweep.Client.Json;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;

namespace Sweep.Client.Verbs;

internal sealed class BenchMemoryVerb : Verb
{
    private const int DefaultSlots = 4;
    private const int DefaultSteps = 300;

    private readonly Argument<string?> _grid = BenchTrial.Argument();
    private readonly Option<string[]> _set = Inputs.Set();
    private readonly Option<int> _slots;
    private readonly Option<int> _steps;
    private readonly Option<string[]> _trials = new("--trials")
    {
        Description = "Numbers of small trials, trained one after the other, after which memory is read; by default, 100,1000.",
        HelpName = "FEW,MANY",
    };

    private readonly Option<bool> _json = Inputs.Json();

    public BenchMemoryVerb(CommandContext context)
        : base(
            context,
            "memory",
            "Measures the memory that a slot adds, and what trials leave behind.",
            "bench memory --slots 4 --trials 100,1000")
    {
        _slots = Inputs.AtLeast(2, new Option<int>("--slots")
        {
            Description = "Slots that are added one by one.",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultSlots,
        });
        _steps = Inputs.AtLeast(1, new Option<int>("--steps")
        {
            Description = "Steps that each slot trains before the next is added.",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultSteps,
        });
        Add(_grid);
        foreach (var option in new Option[] { _slots, _steps, _trials, _set, _json })
        {
            Add(option);
        }
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var backend = Backend(arguments);
        var workbench = Require.Workbench(backend, "bench memory");
        var request = Request(arguments);
        await CorpusFetch.IfMissingAsync(Context, workbench.Preparation, request.Corpus, cancellationToken);
        var machine = workbench.Benchmarks.DescribeMachine(request.Trial);
        if (machine.Notice is { } notice) { Context.Say($"note: {notice}"); }
        var result = await GridCheck.LocateAsync(
            Context,
            arguments.GetValue(_grid),
            arguments.GetRequiredValue(_set),
            () => workbench.Benchmarks.BenchMemoryAsync(request, cancellationToken));
        if (arguments.GetValue(_json))
        {
            Context.Print(BenchJson.Memory(request, machine, result).ToText());
            return CommandLine.Done;
        }

        Context.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"a slot adds {Numbers.Megabytes(result.SlotBytes)} MB; {Numbers.Count(request.Trials[1])} trials against "
                + $"{Numbers.Count(request.Trials[0])}: {Numbers.FineRatio(result.RatioOfTrials)}"));
        Context.Page.Write(BenchTable.Render(result));
        Context.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"Resident memory of this process: first after small trials, one after the other on one slot's thread; then with a training "
                + $"kept on each slot's own thread, {Numbers.Count(request.Steps)} steps old."));
        Context.Print(
            "A slot adds the mean of the second slot and those after it, with garbage collected before each reading; "
                + "after the trials nothing is collected.");
        return CommandLine.Done;
    }

    private MemoryRequest Request(ParseResult arguments)
    {
        var spec = BenchTrial.Spec(Context, arguments.GetValue(_grid), arguments.GetRequiredValue(_set));
        return new(
            spec.Corpus,
            spec.Trial,
            arguments.GetRequiredValue(_slots),
            arguments.GetRequiredValue(_steps),
            BenchLists.TwoTrials(arguments.GetValue(_trials)));
    }
}
