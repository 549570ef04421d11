using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Json;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;

namespace Sweep.Client.Verbs;

internal sealed class ExplainVerb : DatabaseVerb
{
    private readonly Argument<string> _reference = Inputs.SweepOrTrial();
    private readonly Option<bool> _json = Inputs.Json();

    public ExplainVerb(CommandContext context)
        : base(
            context,
            "explain",
            "Says why a search chose a trial, and what it was compared with, and why early stopping held it, let it go on or ended it; of "
                + "a sweep, all decisions in order.",
            "explain search/17")
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
        var trial = reference.Trial is { } number ? Require.Trial(sweep, trials, number) : null;
        var decisions = await reader.DecisionsAsync(sweep.Id, cancellationToken);
        var explanation = new Explanation(sweep, trials, decisions);
        if (arguments.GetValue(_json))
        {
            Context.Print(DecisionJson.List(trial is null ? decisions : explanation.About(trial), hasTimes: true).ToText());
        }
        else
        {
            foreach (var line in trial is null ? explanation.OfSweep() : explanation.Of(trial)) { Context.Print(line); }
        }

        return CommandLine.Done;
    }
}
