using System.CommandLine;
using Sweep.Client.Json;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Search.Simulation;

namespace Sweep.Client.Verbs;

internal sealed class BenchSearchVerb : Verb, IExplained
{
    private readonly Option<string?> _only = new("--only")
    {
        Description = "Measures only the rows whose names contain this text, such as tpe or LCBench.",
        HelpName = "TEXT",
    };

    private readonly Option<int?> _seeds = Inputs.AtLeast(1, new Option<int?>("--seeds")
    {
        Description = "The number of searches; by default, as many as the bar is for, and 30 over a table.",
        HelpName = "N",
    });

    private readonly Option<bool> _stop = new("--stop")
    {
        Description = "Measures searches that stop poor trials early instead.",
    };

    private readonly TableSearchInputs _table = new();
    private readonly Option<bool> _json = Inputs.Json();

    public BenchSearchVerb(CommandContext context)
        : base(
            context,
            "search",
            "Measures on a virtual clock what the samplers find: in functions, in the tables of results that --data has, or in a table of "
                + "your own.",
            "bench search --table results.csv --sampler auto --trials 50 --slots 4 --seeds 10")
    {
        Add(_only);
        Add(_stop);
        _table.AddTo(this);
        Add(_seeds);
        Add(_json);
    }

    public IReadOnlyList<string> Notes { get; } =
    [
        "A table is a text file: a line of names, and a line for each combination, with columns between tabs, semicolons or commas.",
    ];

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var seeds = arguments.GetValue(_seeds);
        if (_table.Read(arguments) is { } request)
        {
            var forBars = arguments.GetValue(_only) is not null ? "--only" : arguments.GetValue(_stop) ? "--stop" : null;
            if (forBars is not null) { throw new SherlockException($"{forBars} is for the bars; leave out --table."); }
            PrintTable(request, seeds, arguments.GetValue(_json), cancellationToken);
        }
        else
        {
            PrintBars(Benches(arguments), arguments.GetValue(_only), seeds, arguments.GetValue(_json), cancellationToken);
        }

        return Task.FromResult(CommandLine.Done);
    }

    private IEnumerable<SearchBench> Benches(ParseResult arguments)
    {
        var (isStopping, timings) = (arguments.GetValue(_stop), new SearchTimings(Context.Time));
        string? folder = null;
        if (arguments.GetResult(VerbTree.Data) is null or { Implicit: true })
        {
            Context.Say("note: only functions are searched; --data names the folder of the tables of results.");
        }
        else
        {
            folder = arguments.GetRequiredValue(VerbTree.Data);
        }

        return isStopping
            ? [.. StoppingBenches.Functions(), .. folder is null ? [] : StoppingBenches.Results(folder), .. timings.Stopping()]
            : [.. SearchBenches.Functions(), .. folder is null ? [] : SearchBenches.Results(folder), .. timings.All()];
    }

    private void PrintBars(IEnumerable<SearchBench> benches, string? only, int? seeds, bool json, CancellationToken cancellationToken)
    {
        List<SearchBench> chosen = [.. benches.Where(bench => only is null
            || bench.Bars.Any(bar => bar.What.Contains(only, StringComparison.OrdinalIgnoreCase)))];
        if (chosen.Count == 0) { throw new SherlockException($"--only: no row's name contains '{only}'."); }
        var rows = new List<SearchBenchRow>();
        foreach (var bench in chosen)
        {
            rows.AddRange(bench.Run(seeds, Context.Cores, cancellationToken));
            if (!json) { Context.Say(SearchBenchTable.Line(rows[^1])); }
        }

        if (json) { Context.Print(SearchBenchJson.Bars(rows).ToText()); }
        else { Context.Page.Write(SearchBenchTable.Render(rows)); }
    }

    private void PrintTable(TableSearchRequest request, int? seeds, bool json, CancellationToken cancellationToken)
    {
        var task = TableFile.Read(request.Path, request.Objective, request.IsMaximized);
        var rows = TableSearch.Compare(task, request.Sampler, request.Trials, request.Slots, seeds ?? 30, Context.Cores, cancellationToken);
        if (json)
        {
            Context.Print(SearchBenchJson.Comparison(task, request.IsMaximized, rows).ToText());
            return;
        }

        if (task.Space.Count > task.Values.Count)
        {
            Context.Say($"note: {Numbers.Count((long)task.Space.Count.Value - task.Values.Count)} of "
                + $"{Numbers.Count((long)task.Space.Count.Value)} combinations are not in the table; they count as diverged.");
        }

        Context.Page.Write(SearchBenchTable.Render(rows, request.IsMaximized));
    }
}
