using System.CommandLine;
using Sweep.Client.Json;
using Sweep.Client.Terminal;

namespace Sweep.Client.Verbs;

internal sealed class BenchDashboardVerb : DatabaseVerb
{
    private readonly Option<int> _trials = Whole("--trials", 1000, "Trials of the sweep that is looked at.");
    private readonly Option<int> _points = Whole("--points", 1000, "Points that each of them has.");
    private readonly Option<int> _tabs = Whole("--tabs", 50, "Tabs of one session that look at a sweep at the same time.", most: 128);
    private readonly Option<bool> _json = Inputs.Json();

    public BenchDashboardVerb(CommandContext context)
        : base(
            context,
            "dashboard",
            "Measures what the dashboard costs and how soon it shows a new point, over a database of its own on the server (SQLite if no "
                + "server is named).",
            "bench dashboard --trials 1000 --points 1000 --tabs 50")
    {
        Add(_trials);
        Add(_points);
        Add(_tabs);
        Add(_json);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var backend = Backend(arguments);
        var benchmarks = Require.Workbench(backend, "bench dashboard").Benchmarks;
        var result = await benchmarks.BenchDashboardAsync(
            new(
                Connection(arguments)?.Database,
                arguments.GetRequiredValue(_trials),
                arguments.GetRequiredValue(_points),
                arguments.GetRequiredValue(_tabs)),
            cancellationToken);
        if (arguments.GetValue(_json))
        {
            Context.Print(BenchJson.Dashboard(result).ToText());
            return CommandLine.Done;
        }

        Context.Print($"first page: {Numbers.Decimal(result.FirstSeconds)} s, again {Numbers.Decimal(result.AgainSeconds)} s, "
            + $"{Numbers.Count(result.Bytes / 1000)} kB");
        Context.Print($"a page of 100 trials: 95 % within {Numbers.Decimal(result.TrialPageMilliseconds)} ms");
        Context.Print($"a new point: median {Numbers.Decimal(result.PointMilliseconds.Median)} ms, "
            + $"99 % within {Numbers.Decimal(result.PointMilliseconds.Most)} ms");
        Context.Print($"training beside the tabs: {Numbers.FineRatio(result.StepRatio)} as fast as without");
        Context.Print($"database commands per second: {Numbers.Decimal(result.Queries.None)} without a tab, "
            + $"{Numbers.Decimal(result.Queries.One)} with one, {Numbers.Decimal(result.Queries.All)} with all");
        return CommandLine.Done;
    }

    private static Option<int> Whole(string name, int otherwise, string description, int? most = null) => Inputs.AtLeast(
        1, new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => otherwise }, most);
}
