using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Json;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;

namespace Sweep.Client.Verbs;

internal sealed class EvalVerb : DatabaseVerb, IExplained
{
    private readonly Argument<string[]> _trials = new("SWEEP/TRIAL")
    {
        Description = "One trial or several, side by side, of one vocabulary.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _table = Inputs.WordTable();
    private readonly Option<bool> _last = Inputs.Last();
    private readonly Option<bool> _json = Inputs.Json();

    public EvalVerb(CommandContext context)
        : base(
            context,
            "eval",
            "Scores trials' word vectors by questions about frequent words of the three books, beside random vectors.",
            "eval quickstart/1 quickstart/2")
    {
        Add(_trials);
        Add(_table);
        Add(_last);
        Add(_json);
    }

    public IReadOnlyList<string> Notes { get; } =
    [
        "analogy: the mean of 1 / rank of the right word among the 2,048 most common words; 1 if it always comes first. top 1, top 5: how "
            + "often it is among the first.",
        "relatedness: how often a word is closer to a related word than to another that is about as common; chance is 0.5.",
        "The metrics eval/analogy and eval/relatedness are the same for the embedding at each epoch's end, and can be a sweep's objective.",
    ];

    public override bool NeedsTrainer => true;

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var references = arguments.GetRequiredValue(_trials).Select(SweepReference.ParseTrial).ToList();
        var table = Enum.Parse<WordTable>(arguments.GetRequiredValue(_table), ignoreCase: true);
        await using var backend = Backend(arguments);
        var models = Require.Workbench(backend, Name).Models;
        var trials = await TrainedTrials.FindAsync(
            backend, models, references, arguments.GetValue(_last), arguments.GetValue(_json), cancellationToken);
        var scores = await models.ScoreWordsAsync(trials, table, cancellationToken);
        TrainedTrials.SayNotes(Context, trials);
        if (arguments.GetValue(_json))
        {
            Context.Print(ScoresJson.Of(trials, table, scores).ToText());
            return CommandLine.Done;
        }

        foreach (var part in ScoresTable.Render(trials, scores, Context.Page.Profile.Width))
        {
            Context.Page.Write(part);
        }

        return CommandLine.Done;
    }
}
