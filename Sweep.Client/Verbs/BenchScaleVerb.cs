using System.CommandLine;
using System.Globalization;
using Sweep.Client.Backends;
using Sweep.Client.Json;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains;

namespace Sweep.Client.Verbs;

internal sealed class BenchScaleVerb : DatabaseVerb
{
    private readonly Option<int> _slots = Count("--slots", 1_000, 1, "Slots of all silos together; they train nothing, in real time.");
    private readonly Option<int> _silos = Count("--silos", 4, 1, "Silos that share the slots, all in this process.");
    private readonly Option<int> _trial = Count("--trial-seconds", 10, 1, "How long a trial lasts.");
    private readonly Option<int> _reports = Count("--reports", 10, 1, "Reports of a trial.");
    private readonly Option<int> _checkpoint = Count("--checkpoint-kilobytes", 0, 0, "Size of a checkpoint at each trial's end; 0: none.");
    private readonly Option<int> _measured = Count("--seconds", 60, 1, "How long is measured, after the slots have begun.");
    private readonly Option<bool> _search = new("--search") { Description = "Trials come from a search instead of a grid." };
    private readonly Option<bool> _json = Inputs.Json();

    public BenchScaleVerb(CommandContext context)
        : base(
            context,
            "scale",
            "Measures what many slots cost the queue and the database: processor time, transactions, connections, and how long a slot "
                + "waits between two trials. It makes a database of its own on the server.",
            "bench scale --slots 1000 --silos 4")
    {
        Option[] all = [_slots, _silos, _trial, _reports, _checkpoint, _measured, _search, _json];
        Array.ForEach(all, Add);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var backend = Backend(arguments);
        var benchmarks = Require.Workbench(backend, "bench scale").Benchmarks;
        var result = await benchmarks.BenchScaleAsync(Request(arguments), cancellationToken);
        if (arguments.GetValue(_json))
        {
            Context.Print(BenchJson.Scale(result).ToText());
            return CommandLine.Done;
        }

        Context.Print(FormattableString.Invariant(
            $"{result.Slots} slots: {result.TrialsPerSecond:0.0} trials and {result.ReportsPerSecond:0} reports per second"));
        Context.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"between two trials a slot waits {result.Wait.Median:0.0} ms (median), {result.Wait.Percentile99:0.0} ms (p99), "
            + $"{result.Wait.Longest:0.0} ms (longest)"));
        Context.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"on average {result.Stages.Storing:0.0} ms until its end is stored, {result.Stages.Asking:0.0} ms until it has the next, "
            + $"and {result.Stages.Beginning:0.0} ms until that begins"));
        Context.Page.Write(BenchTable.Render(result));
        return CommandLine.Done;
    }

    /// <exception cref="SherlockException">No server is named, or there are fewer slots than silos.</exception>
    private ScaleRequest Request(ParseResult arguments)
    {
        var server = Connection(arguments)?.Database ?? throw new SherlockException(
            $"'bench scale' needs a PostgreSQL server: name it with --database (or {ConnectionInputs.DatabaseVariable}).");
        var (silos, slots) = (arguments.GetRequiredValue(_silos), arguments.GetRequiredValue(_slots));
        if (slots < silos) { throw new SherlockException($"--slots is {slots}; allowed: at least one for each of {silos} silos."); }
        return new(
            server, silos, slots, TimeSpan.FromSeconds(arguments.GetRequiredValue(_trial)), arguments.GetRequiredValue(_reports),
            TimeSpan.FromSeconds(arguments.GetRequiredValue(_measured)), 1_000 * arguments.GetRequiredValue(_checkpoint),
            arguments.GetValue(_search));
    }

    private static Option<int> Count(string name, int otherwise, int least, string description) => Inputs.AtLeast(
        least,
        new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => otherwise });
}
