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
    private const string Points = "points";
    private const string Trials = "trials";

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
        Description = "Also when each value was stored, or each decision was made. Without it, a repeatable search gives the same bytes "
            + "each time.",
    };

    private readonly Option<string> _rows;

    private readonly LogExportInputs _logs = new();

    public ExportVerb(CommandContext context)
        : base(
            context,
            "export",
            "Writes every metric of every trial, as CSV (one line per value), JSON, or TensorBoard's files; or one line per trial; or the "
                + "decisions of a search.",
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
        _rows = Inputs.OneOf([Points, Trials], "--rows", "What has a line: each value of each metric, or each trial.");
        Add(_sweep);
        Add(_format);
        Add(_rows);
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
        RequireFit(arguments);
        await using var backend = Backend(arguments);
        if (logs is not null) { return await new EventFileExporting(Context, backend).RunAsync(reference, logs, cancellationToken); }
        var reader = await backend.OpenAsync(cancellationToken);
        var sweep = await reader.FindAsync(reference, cancellationToken);
        var (text, what) = arguments.GetValue(_decisions)
            ? await DecisionsAsync(reader, sweep, isJson, arguments.GetValue(_times), cancellationToken)
            : arguments.GetValue(_rows) == Trials
                ? await TrialsAsync(reader, sweep, isJson, cancellationToken)
                : await PointsAsync(reader, sweep, isJson, arguments.GetValue(_times), cancellationToken);
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
        var trials = await reader.TrialsAsync(sweep.Id, cancellationToken);
        return (isJson
            ? JsonText.Array(trials.Select(trial => TrialJson.Whole(sweep, trial))).ToText() + "\n"
            : TrialRowCsv.Write(sweep, trials), Numbers.Count(trials.Count, "trial"));
    }

    private static async Task<(string Text, string What)> PointsAsync(
        ISweepReader reader, SweepSummary sweep, bool isJson, bool hasTimes, CancellationToken cancellationToken)
    {
        var trials = new List<TrialExport>();
        foreach (var trial in await reader.TrialsAsync(sweep.Id, cancellationToken))
        {
            trials.Add(await TrialExport.ReadAsync(reader, trial, hasTimes, cancellationToken));
        }

        return (isJson
            ? JsonText.Array(trials.Select(trial => TrialJson.WithSeries(sweep, trial))).ToText() + "\n"
            : TrialCsv.Write(sweep, trials, hasTimes), Numbers.Count(trials.Count, "trial"));
    }

    private static async Task<(string Text, string What)> DecisionsAsync(
        ISweepReader reader, SweepSummary sweep, bool isJson, bool hasTimes, CancellationToken cancellationToken)
    {
        var decisions = await reader.DecisionsAsync(sweep.Id, cancellationToken);
        return (isJson
            ? DecisionJson.List(decisions, hasTimes).ToText() + "\n"
            : DecisionCsv.Write(sweep, decisions, hasTimes), $"{decisions.Count} decisions");
    }

    /// <exception cref="SherlockException">Two of the options exclude each other.</exception>
    private void RequireFit(ParseResult arguments)
    {
        var tensorBoard = arguments.GetValue(_format) == TensorBoard ? $"--format {TensorBoard}" : null;
        var decisions = arguments.GetValue(_decisions) ? _decisions.Name : null;
        var rows = arguments.GetResult(_rows) is { Implicit: false } ? _rows.Name : null;
        var times = arguments.GetValue(_times) ? _times.Name : null;
        var trials = arguments.GetValue(_rows) == Trials ? $"{_rows.Name} {Trials}" : null;
        (string? One, string? Other)[] pairs =
            [(decisions, tensorBoard), (rows, tensorBoard), (times, tensorBoard), (rows, decisions), (times, trials)];
        if (Array.Find(pairs, pair => pair is { One: not null, Other: not null }) is { One: { } one, Other: { } other })
        {
            throw new SherlockException($"{one} and {other} exclude each other.");
        }
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
