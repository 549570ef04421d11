using System.CommandLine;
using Sweep.Client.Json;
using Sweep.Client.Reports;
using Sweep.Client.Surroundings;
using Sweep.Grains;
using Sweep.Grains.Grids;

namespace Sweep.Client.Verbs;

internal sealed class ExportVerb : DatabaseVerb
{
    private readonly Argument<string> _sweep = Inputs.Sweep();
    private readonly Option<string> _format;

    private readonly Option<bool> _json = new("--json") { Description = "The same as --format json." };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "The file to write, whole or not at all; by default, standard output.",
        HelpName = "FILE",
    };

    public ExportVerb(World world)
        : base(world, "export", "Writes every metric of every trial, as CSV (one line per value) or JSON.", "export layer-sizes --format json --out trials.json")
    {
        _format = new Option<string>("--format") { Description = "csv or json.", DefaultValueFactory = _ => "csv" };
        _format.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: not ("csv" or "json") } token, ..])
            {
                result.AddError($"--format is {Spelling.Quote(token.Value)}; allowed: csv, json.");
            }
        });
        Add(_sweep);
        Add(_format);
        Add(_json);
        Add(_out);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = SweepReference.ParseSweep(arguments.GetRequiredValue(_sweep));
        var isJson = IsJson(arguments);
        await using var backend = Backend(arguments);
        var source = await OpenAsync(backend, cancellationToken);
        var sweep = await source.FindAsync(reference, cancellationToken);
        var trials = new List<TrialExport>();
        foreach (var trial in await source.TrialsAsync(sweep.Id, cancellationToken))
        {
            trials.Add(new(trial, await source.SeriesAsync(trial.Id, cancellationToken)));
        }

        var text = isJson
            ? JsonText.Array(trials.Select(entry => TrialJson.WithSeries(sweep, entry.Trial, entry.Series))).ToText() + "\n"
            : TrialCsv.Write(sweep, trials);
        if (arguments.GetValue(_out) is { } path)
        {
            await WholeFile.WriteAsync(path, text, cancellationToken);
            World.Say($"Wrote {trials.Count} trials to {path}.");
        }
        else
        {
            World.Page.Profile.Out.Writer.Write(text);
        }

        return CommandLine.Done;
    }

    private bool IsJson(ParseResult arguments)
    {
        var isJson = arguments.GetValue(_json);
        if (isJson && arguments.GetResult(_format) is { Implicit: false } && arguments.GetValue(_format) == "csv")
        {
            throw new SherlockException("--json and --format csv exclude each other.");
        }

        return isJson || arguments.GetValue(_format) == "json";
    }
}
