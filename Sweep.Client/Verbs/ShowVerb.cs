using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Json;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Client.Verbs;

internal sealed class ShowVerb : DatabaseVerb
{
    /// <summary>How many of the newest steps of people are shown.</summary>
    private const int MostSteered = 5;

    private readonly Argument<string?> _reference = Inputs.SweepTrialOrNewest();
    private readonly Option<bool> _json = Inputs.Json();
    private readonly Option<bool> _log = new("--log")
    {
        Description = "Of a trial: what its program has written in its newest attempt, up to a few seconds ago.",
    };

    private readonly Option<int?> _attempt = Inputs.AtLeast(1, new Option<int?>("--attempt")
    {
        Description = "With --log: an earlier attempt. The logs of 5 attempts are kept.",
        HelpName = "N",
    });

    public ShowVerb(CommandContext context)
        : base(
            context,
            "show",
            "Shows a sweep with its trials, or one trial with its metrics, the hash of its weights, and the silos of its attempts.",
            "show layer-sizes/1 --json")
    {
        Add(_reference);
        Add(_json);
        Add(_log);
        Add(_attempt);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = arguments.GetValue(_reference) is { } text ? SweepReference.Parse(text) : null;
        var (isLog, attempt) = (arguments.GetValue(_log), arguments.GetValue(_attempt));
        if (attempt is not null && !isLog) { throw new SherlockException("--attempt: found without --log; allowed: beside --log"); }
        await using var backend = Backend(arguments);
        var reader = await backend.OpenAsync(cancellationToken);
        var sweep = await FindAsync(reader, reference?.Sweep, cancellationToken);
        var trials = await reader.TrialsAsync(sweep.Id, cancellationToken);
        var json = arguments.GetValue(_json);
        if (isLog)
        {
            var (trial, name) = Logged(sweep, trials, reference?.Trial);
            await new LogPrinter(Context, reader).PrintAsync(trial.Id, name, attempt, json, cancellationToken);
        }
        else if (reference?.Trial is { } number)
        {
            await ShowTrialAsync(reader, sweep, Require.Trial(sweep, trials, number), json, cancellationToken);
        }
        else if (json)
        {
            Context.Print(SweepJson.Whole(sweep, trials).ToText());
        }
        else
        {
            Context.Page.Write(SweepTable.Render([sweep], Context.Page.Profile.Width));
            Context.Page.Write(TrialTable.Render(sweep, trials, Context.Page.Profile.Width));
            if (TrialText.Mixed(trials) is { } mixed) { Context.Print(mixed); }
            foreach (var done in await reader.SteeredAsync(sweep.Id, MostSteered, cancellationToken))
            {
                Context.Print(SteeredText.Of(done));
            }
        }

        return CommandLine.Done;
    }

    private static (TrialSummary Trial, string Name) Logged(
        SweepSummary sweep, IReadOnlyList<TrialSummary> trials, int? trial) => trial is { } number
        ? (Require.Trial(sweep, trials, number), new SweepReference(sweep.Folder, number).ToString())
        : throw new SherlockException($"--log: found the sweep '{sweep.Folder}'; allowed: one of its trials, such as {sweep.Folder}/1");

    private async Task ShowTrialAsync(
        ISweepReader reader, SweepSummary sweep, TrialSummary trial, bool json, CancellationToken cancellationToken)
    {
        if (json)
        {
            var whole = await TrialExport.ReadAsync(reader, trial, hasTimes: false, cancellationToken);
            Context.Print(TrialJson.WithSeries(sweep, whole).ToText());
        }
        else
        {
            Context.Page.Write(TrialPage.Render(sweep, trial));
            var attempts = await reader.AttemptsAsync(sweep.Id, trial.Id.Number, cancellationToken);
            foreach (var attempt in attempts) { Context.Print(AttemptText.Line(attempt)); }
        }
    }
}
