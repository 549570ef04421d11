using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Json;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains;
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

    private readonly LogExportInputs _logs = new();

    public ExportVerb(CommandContext context)
        : base(
            context,
            "export",
            "Writes every metric of every trial, as CSV (one line per value), JSON, or TensorBoard's files.",
            "export layer-sizes --format tensorboard --out logs")
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
        _logs.AddTo(this);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = SweepReference.ParseSweep(arguments.GetRequiredValue(_sweep));
        var isJson = IsJson(arguments);
        var logs = LogRequest(arguments);
        await using var backend = Backend(arguments);
        if (logs is not null) { return await new EventFileExporting(Context, backend).RunAsync(reference, logs, cancellationToken); }
        var reader = await backend.OpenAsync(cancellationToken);
        var sweep = await reader.FindAsync(reference, cancellationToken);
        var trials = new List<TrialExport>();
        foreach (var trial in await reader.TrialsAsync(sweep.Id, cancellationToken))
        {
            trials.Add(new(trial, await reader.SeriesAsync(trial.Id, cancellationToken)));
        }

        var text = isJson
            ? JsonText.Array(trials.Select(entry => TrialJson.WithSeries(sweep, entry.Trial, entry.Series))).ToText() + "\n"
            : TrialCsv.Write(sweep, trials);
        if (arguments.GetValue(_out) is { } path && !OutputFile.IsStandardOutput(path))
        {
            await OutputFile.WriteAsync(path, text, cancellationToken);
            Context.Say($"Wrote {trials.Count} trials to {path}.");
        }
        else
        {
            Context.PrintDocument(text);
        }

        return CommandLine.Done;
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
