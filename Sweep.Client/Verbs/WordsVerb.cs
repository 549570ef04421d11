using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Json;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains;

namespace Sweep.Client.Verbs;

internal sealed class WordsVerb : DatabaseVerb, IExplained
{
    private readonly Argument<string[]> _question = new("SWEEP/TRIAL... nearest WORD... | analogy A B C")
    {
        Description = "One trial or several, side by side, of one vocabulary; then the question and its words.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _by = Inputs.OneOf(
        ["cosine", "euclidean"], "--by", "How near two vectors are: their cosine (more is nearer) or their distance (less is).");
    private readonly Option<string> _table = Inputs.WordTable();

    private readonly Option<int> _top = Inputs.AtLeast(1, new Option<int>("--top")
    {
        Description = "How many answers to each question.",
        HelpName = "N",
        DefaultValueFactory = _ => 5,
    });

    private readonly Option<bool> _last = Inputs.Last();
    private readonly Option<bool> _json = Inputs.Json();

    public WordsVerb(CommandContext context)
        : base(
            context,
            "words",
            "Asks trials' word vectors which words are nearest to others, or complete an analogy.",
            "words quickstart/1 quickstart/2 nearest man said --top 3")
    {
        Add(_question);
        foreach (var option in new Option[] { _by, _table, _top, _last, _json })
        {
            Add(option);
        }
    }

    public IReadOnlyList<string> Notes { get; } =
    [
        "nearest: for each word, those whose vectors are nearest to its own; itself is left out.",
        "analogy A B C: what is to C as B is to A, as in 'analogy had has was'; the words nearest to B - A + C, these three left out.",
    ];

    public override bool NeedsTrainer => true;

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var question = WordsQuestion.Parse(arguments.GetRequiredValue(_question));
        var request = new WordsRequest(
            question.IsAnalogy,
            question.Words,
            Enum.Parse<WordMeasure>(arguments.GetRequiredValue(_by), ignoreCase: true),
            Enum.Parse<WordTable>(arguments.GetRequiredValue(_table), ignoreCase: true),
            arguments.GetRequiredValue(_top));
        await using var backend = Backend(arguments);
        var models = Require.Workbench(backend, Name).Models;
        var trials = await TrainedTrials.FindAsync(
            backend, models, question.Trials, arguments.GetValue(_last), arguments.GetValue(_json), cancellationToken);
        var answers = await models.NearWordsAsync(trials, request, cancellationToken);
        RequireAny(answers, trials[0]);
        TrainedTrials.SayNotes(Context, trials);
        if (arguments.GetValue(_json))
        {
            Context.Print(WordsJson.Of(trials, request, answers).ToText());
            return CommandLine.Done;
        }

        foreach (var table in WordsTable.Render(trials, answers, Context.Page.Profile.Width))
        {
            Context.Page.Write(table);
        }

        return CommandLine.Done;
    }

    /// <summary>
    /// Throws if a vocabulary of two or three words has no words other than those of the question, which cannot be answers.
    /// </summary>
    private static void RequireAny(IReadOnlyList<WordsAnswer> answers, TrialChoice trial)
    {
        if (answers.Any(answer => answer.ByTrial.Any(words => !words.IsEmpty))) { return; }
        var asked = string.Join(", ", answers.SelectMany(answer => answer.Words).Distinct());
        throw new SherlockException($"No word is left to choose from: the vocabulary of {trial} has none but {asked}.");
    }
}
