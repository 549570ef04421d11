using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Json;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;

namespace Sweep.Client.Verbs;

internal sealed class BenchDispatchVerb : DatabaseVerb
{
    private readonly Option<string[]> _trials = new("--trials")
    {
        Description = "Sizes of the sweeps to hand out, as in 1000,10000; by default, 1000 and 10000.",
        HelpName = "COUNTS",
    };

    private readonly Option<int> _slots = Inputs.BenchSlots();
    private readonly Option<bool> _json = Inputs.Json();

    public BenchDispatchVerb(CommandContext context)
        : base(
            context,
            "dispatch",
            "Measures what handing out trials costs, with trials that do nothing, and how long a decision of a search waits until its "
                + "trial trains, over a database of its own on the server (SQLite if none is named).",
            "bench dispatch --trials 1000,100000 --slots 16")
    {
        Add(_trials);
        Add(_slots);
        Add(_json);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var backend = Backend(arguments);
        var benchmarks = Require.Workbench(backend, "bench dispatch").Benchmarks;
        var trials = BenchLists.Trials(arguments.GetValue(_trials));
        var request = new DispatchRequest(
            Connection(arguments)?.Database, trials.IsEmpty ? [1_000, 10_000] : trials, arguments.GetRequiredValue(_slots));
        var results = new List<DispatchBenchmark>();
        await foreach (var result in benchmarks.BenchDispatchAsync(request, cancellationToken))
        {
            Context.Say(FormattableString.Invariant($"{result.Trials} trials: {result.MillisecondsPerTrial:0.00} ms a trial"));
            results.Add(result);
        }

        if (arguments.GetValue(_json))
        {
            Context.Print(BenchJson.Dispatch(results).ToText());
        }
        else
        {
            Context.Page.Write(BenchTable.Render(results));
        }

        return CommandLine.Done;
    }
}
