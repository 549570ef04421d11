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
    private readonly Argument<string> _reference = Inputs.SweepOrTrial();
    private readonly Option<bool> _json = Inputs.Json();
    private readonly Option<bool> _log = new("--log")
    {
        Description = "Of a trial: what its program has written in its newest attempt, up to a few seconds ago.",
    };

    public ShowVerb(CommandContext context)
        : base(
            context,
            "show",
            "Shows a sweep with its trials, or one trial with its metrics and the hash of its weights.",
            "show layer-sizes/1 --json")
    {
        Add(_reference);
        Add(_json);
        Add(_log);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = SweepReference.Parse(arguments.GetRequiredValue(_reference));
        await using var backend = Backend(arguments);
        var reader = await backend.OpenAsync(cancellationToken);
        var sweep = await reader.FindAsync(reference.Sweep, cancellationToken);
        var trials = await reader.TrialsAsync(sweep.Id, cancellationToken);
        var json = arguments.GetValue(_json);
        if (arguments.GetValue(_log))
        {
            await PrintLogAsync(reader, sweep, trials, reference, cancellationToken);
        }
        else if (reference.Trial is { } number)
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
        }

        return CommandLine.Done;
    }

    private async Task PrintLogAsync(
        ISweepReader reader, SweepSummary sweep, IReadOnlyList<TrialSummary> trials, SweepReference reference,
        CancellationToken cancellationToken)
    {
        var number = reference.Trial ?? throw new SherlockException(
            $"--log: found the sweep '{sweep.Folder}'; allowed: one of its trials, such as {sweep.Folder}/1");
        var trial = Require.Trial(sweep, trials, number);
        if (await reader.LogAsync(trial.Id, cancellationToken) is not { } log)
        {
            Context.Say($"{sweep.Folder}/{number} has no log: its attempts have written nothing.");
            return;
        }

        Context.Say($"{sweep.Folder}/{number}, attempt {log.Attempt}:");

        // A program may write what a terminal takes for commands.
        Context.PrintDocument(string.Concat(log.Text.Where(letter => letter is '\n' or '\t' || !char.IsControl(letter))));
    }

    private async Task ShowTrialAsync(
        ISweepReader reader, SweepSummary sweep, TrialSummary trial, bool json, CancellationToken cancellationToken)
    {
        if (json)
        {
            Context.Print(TrialJson.WithSeries(sweep, trial, await reader.SeriesAsync(trial.Id, cancellationToken)).ToText());
        }
        else
        {
            Context.Page.Write(TrialPage.Render(sweep, trial));
        }
    }
}
