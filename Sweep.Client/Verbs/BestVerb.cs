using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Json;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;

namespace Sweep.Client.Verbs;

internal sealed class BestVerb : DatabaseVerb
{
    private const int PageLength = 10;

    private readonly Argument<string?> _sweep = Inputs.SweepOrNewest();
    private readonly Option<bool> _json = Inputs.Json();

    private readonly Option<int?> _top = Inputs.AtLeast(1, new Option<int?>("--top")
    {
        Description = "How many trials to show; by default 10, and all of them with --json.",
        HelpName = "N",
    });

    public BestVerb(CommandContext context)
        : base(
            context,
            "best",
            "Ranks a sweep's trials by its objective; diverged and failed ones come last.",
            "best layer-sizes --top 3 --json")
    {
        Add(_sweep);
        Add(_top);
        Add(_json);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = arguments.GetValue(_sweep) is { } text ? SweepReference.ParseSweep(text) : null;
        await using var backend = Backend(arguments);
        var reader = await backend.OpenAsync(cancellationToken);
        var sweep = await FindAsync(reader, reference, cancellationToken);
        var json = arguments.GetValue(_json);

        // A script gets all trials unless it requests fewer; a person gets one page.
        var top = arguments.GetValue(_top) ?? (json ? null : PageLength);

        // The best that was trained to its end may be none of the first.
        var ranked = await reader.BestAsync(sweep.Id, sweep.Spec.Stop is null ? top : null, cancellationToken);
        TrialSummary[] trials = [.. ranked.Take(top ?? int.MaxValue)];
        if (json)
        {
            Context.Print(SweepJson.Best(sweep, trials).ToText());
        }
        else
        {
            Context.Page.Write(BestTable.Render(sweep, trials, Context.Page.Profile.Width));
            if (trials.Length < sweep.Trials)
            {
                var all = Numbers.Count(sweep.Trials, "trial");
                Context.Print($"{Numbers.Count(trials.Length)} of {all}; all of them: --top {sweep.Trials}");
            }

            if (BestTable.Note(sweep, ranked) is { } note) { Context.Print(note); }
        }

        return CommandLine.Done;
    }
}
