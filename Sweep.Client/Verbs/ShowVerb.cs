using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Json;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;

namespace Sweep.Client.Verbs;

internal sealed class ShowVerb : DatabaseVerb
{
    private readonly Argument<string> _reference = Inputs.SweepOrTrial();
    private readonly Option<bool> _json = Inputs.Json();

    public ShowVerb(CommandContext context)
        : base(
            context,
            "show",
            "Shows a sweep with its trials, or one trial with its metrics and the hash of its weights.",
            "show layer-sizes/1 --json")
    {
        Add(_reference);
        Add(_json);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = SweepReference.Parse(arguments.GetRequiredValue(_reference));
        await using var backend = Backend(arguments);
        var reader = await backend.OpenAsync(cancellationToken);
        var sweep = await reader.FindAsync(reference.Sweep, cancellationToken);
        var trials = await reader.TrialsAsync(sweep.Id, cancellationToken);
        var json = arguments.GetValue(_json);
        if (reference.Trial is { } number)
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
