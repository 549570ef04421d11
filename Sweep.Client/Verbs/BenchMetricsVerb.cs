using System.CommandLine;
using Sweep.Client.Json;
using Sweep.Client.Terminal;

namespace Sweep.Client.Verbs;

internal sealed class BenchMetricsVerb : DatabaseVerb
{
    private const int DefaultRows = 20_000;

    private readonly Option<int> _slots = Inputs.BenchSlots();
    private readonly Option<int> _rows;
    private readonly Option<bool> _json = Inputs.Json();

    public BenchMetricsVerb(CommandContext context)
        : base(
            context,
            "metrics",
            "Measures how fast metric points are stored, durably, over a database of its own on the server (SQLite if no server is named).",
            "bench metrics --slots 16")
    {
        _rows = Inputs.AtLeast(
            10,
            new Option<int>("--rows")
            {
                Description = "Points that each slot stores.",
                HelpName = "N",
                DefaultValueFactory = _ => DefaultRows,
            });
        Add(_slots);
        Add(_rows);
        Add(_json);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var backend = Backend(arguments);
        var benchmarks = Require.Workbench(backend, "bench metrics").Benchmarks;
        var result = await benchmarks.BenchMetricsAsync(
            new(Connection(arguments)?.Database, arguments.GetRequiredValue(_slots), arguments.GetRequiredValue(_rows)), cancellationToken);
        Context.Print(arguments.GetValue(_json)
            ? BenchJson.Metrics(result).ToText()
            : FormattableString.Invariant($"{result.Rows} rows from {result.Slots} slots: {result.RowsPerSecond:0} rows a second"));
        return CommandLine.Done;
    }
}
