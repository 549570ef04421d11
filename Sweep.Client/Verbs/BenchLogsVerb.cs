using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Json;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;

namespace Sweep.Client.Verbs;

internal sealed class BenchLogsVerb : Verb
{
    private readonly Option<bool> _json = Inputs.Json();

    public BenchLogsVerb(CommandContext context)
        : base(context, "logs", "Measures the time and the bytes that TensorBoard's files take, by max_histograms.", "bench logs --json") =>
            Add(_json);

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var backend = Backend(arguments);
        var result = await Require.Workbench(backend, "bench logs").Benchmarks.BenchLogsAsync(LogsRequest.Default, cancellationToken);
        if (arguments.GetValue(_json))
        {
            Context.Print(BenchJson.Logs(result).ToText());
            return CommandLine.Done;
        }

        Context.Print(FormattableString.Invariant(
            $"1,000 scalars: {result.MillisecondsPerThousandScalars:0.00} ms; histograms a second: {result.HistogramsPerSecond:0}"));
        Context.Page.Write(BenchTable.Render(result.Sizes));
        return CommandLine.Done;
    }
}
