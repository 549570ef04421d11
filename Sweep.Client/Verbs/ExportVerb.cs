using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Json;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

internal sealed class ExportVerb : DatabaseVerb
{
    private const string TensorBoard = "tensorboard";

    private readonly Argument<string> _sweep = Inputs.Sweep();
    private readonly Option<string> _format;

    private readonly Option<bool> _json = new("--json") { Description = "The same as --format json." };

    private readonly Option<string?> _out = Inputs.NotBlank("a file, or - for standard output", new Option<string?>("--out")
    {
        Description = "The file to write, whole or not at all; by default, or with -, standard output. "
            + "For tensorboard, a folder: the sweep gets one of its own there.",
        HelpName = "PATH",
    });

    private readonly Option<bool> _decisions = new("--decisions")
    {
        Description = "Writes the decisions of the sweep's search and their reasons instead.",
    };

    private readonly Option<bool> _times = new("--times")
    {
        Description = "With --decisions: also when they were made. Without it, a repeatable search gives the same bytes each time.",
    };

    private readonly LogExportInputs _logs = new();

    public ExportVerb(CommandContext context)
        : base(
            context,
            "export",
            "Writes every metric of every trial, as CSV (one line per value), JSON, or TensorBoard's files; or the decisions of a search.",
            context.Schemas.Count > 0 ? "export layer-sizes --format tensorboard --out logs" : "export layer-sizes --out layer-sizes.csv")
    {
        _format = new Option<string>("--format") { Description = "csv, json or tensorboard.", DefaultValueFactory = _ => "csv" };
        _format.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: not ("csv" or "json" or TensorBoard) } token, ..])
            {
                result.AddError($"--format is {Spelling.Quote(token.Value)}; allowed: csv, json, tensorboard.");
            }
        });
        Add(_sweep);
        Add(_format);
        Add(_json);
        Add(_out);
        Add(_decisions);
        Add(_times);
        _logs.AddTo(this);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = SweepReference.ParseSweep(arguments.GetRequiredValue(_sweep));
        var isJson = IsJson(arguments);
        var logs = LogRequest(arguments);
        RequireDecisions(arguments);
        await using var backend = Backend(arguments);
        if (logs is not null) { return await new EventFileExporting(Context, backend).RunAsync(reference, logs, cancellationToken); }
        var reader = await backend.OpenAsync(cancellationToken);
        var sweep = await reader.FindAsync(reference, cancellationToken);
        var (text, what) = arguments.GetValue(_decisions)
            ? await DecisionsAsync(reader, sweep, isJson, arguments.GetValue(_times), cancellationToken)
            : await TrialsAsync(reader, sweep, isJson, cancellationToken);
        if (arguments.GetValue(_out) is { } path && !OutputFile.IsStandardOutput(path))
        {
            await OutputFile.WriteAsync(path, text, cancellationToken);
            Context.Say($"Wrote {what} to {path}.");
        }
        else
        {
            Context.PrintDocument(text);
        }

        return CommandLine.Done;
    }

    private static async Task<(string Text, string What)> TrialsAsync(
        ISweepReader reader, SweepSummary sweep, bool isJson, CancellationToken cancellationToken)
    {
        var trials = new List<TrialExport>();
        foreach (var trial in await reader.TrialsAsync(sweep.Id, cancellationToken))
        {
            trials.Add(new(trial, await reader.SeriesAsync(trial.Id, cancellationToken)));
        }

        return (isJson
            ? JsonText.Array(trials.Select(entry => TrialJson.WithSeries(sweep, entry.Trial, entry.Series))).ToText() + "\n"
            : TrialCsv.Write(sweep, trials), Numbers.Count(trials.Count, "trial"));
    }

    private static async Task<(string Text, string What)> DecisionsAsync(
        ISweepReader reader, SweepSummary sweep, bool isJson, bool hasTimes, CancellationToken cancellationToken)
    {
        var decisions = await reader.DecisionsAsync(sweep.Id, cancellationToken);
        return (isJson
            ? DecisionJson.List(decisions, hasTimes).ToText() + "\n"
            : DecisionCsv.Write(sweep, decisions, hasTimes), $"{decisions.Count} decisions");
    }

    private void RequireDecisions(ParseResult arguments)
    {
        var isAbout = arguments.GetValue(_decisions);
        if (isAbout && arguments.GetValue(_format) == TensorBoard)
        {
            throw new SherlockException("--decisions and --format tensorboard exclude each other.");
        }

        if (!isAbout && arguments.GetValue(_times)) { throw new SherlockException("--times is for --decisions."); }
    }

    /// <returns>Null if the user wants another format.</returns>
    private EventFileExportRequest? LogRequest(ParseResult arguments)
    {
        if (arguments.GetValue(_format) != TensorBoard)
        {
            _logs.RequireNone(arguments);
            return null;
        }

        return arguments.GetValue(_out) is { } folder && !OutputFile.IsStandardOutput(folder)
            ? _logs.Read(arguments, Context, folder)
            : throw new SherlockException("--format tensorboard needs --out: the folder for the files.");
    }

    private bool IsJson(ParseResult arguments)
    {
        var isJson = arguments.GetValue(_json);
        if (isJson
            && arguments.GetResult(_format) is { Implicit: false }
            && arguments.GetValue(_format) is ("csv" or TensorBoard) and var other)
        {
            throw new SherlockException($"--json and --format {other} exclude each other.");
        }

        return isJson || arguments.GetValue(_format) == "json";
    }
}
