using System.CommandLine;
using System.Globalization;
using Sweep.Client.Backends;
using Sweep.Client.Json;
using Sweep.Client.Terminal;
using Sweep.Grains;

namespace Sweep.Client.Verbs;

internal sealed class GenerateVerb : DatabaseVerb
{
    private static readonly GenerationRequest _defaults = new();

    private readonly Argument<string> _trial = new("SWEEP/TRIAL") { Description = "The trial that writes: layer-sizes/1." };

    private readonly Option<int> _words = Inputs.AtLeast(1, new Option<int>("--words")
    {
        Description = "Words to generate.",
        DefaultValueFactory = _ => _defaults.Words,
    });

    private readonly Option<string?> _start = new("--start")
    {
        Description = "Text to start from; if it is short, words of the trial's corpus are put before it and not printed.",
        HelpName = "TEXT",
    };

    private readonly Option<int?> _position = Inputs.AtLeast(0, new Option<int?>("--position")
    {
        Description = "Starts at this token of the trial's corpus instead; by default 11000, or the last one of a shorter text.",
    });

    private readonly Option<double?> _temperature = new("--temperature")
    {
        Description = "Above 0; 1 samples from the model's own distribution.",
    };
    private readonly Option<int?> _topK = Inputs.AtLeast(1, new Option<int?>("--top-k") { Description = "Only the k likeliest words." });
    private readonly Option<double?> _topP = new("--top-p")
    {
        Description = "Only the likeliest words that together have this probability, up to 1.",
    };
    private readonly Option<bool> _last = Inputs.Last();
    private readonly Option<bool> _json = Inputs.Json();
    private readonly Option<int> _seed = new("--seed")
    {
        Description = "The seed of the sampling.",
        DefaultValueFactory = _ => _defaults.Seed,
    };

    public GenerateVerb(CommandContext context)
        : base(
            context,
            "generate",
            "Writes text with a trial's best checkpoint. Without temperature, top-k and top-p, it takes the likeliest word each time.",
            "generate quickstart/1 --words 100 --start \"it was a dark\" --temperature 0.8 --top-k 40")
    {
        Add(_trial);
        foreach (var option in new Option[] { _words, _start, _position, _temperature, _topK, _topP, _seed, _last, _json })
        {
            Add(option);
        }
    }

    public override bool NeedsTrainer => true;

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = SweepReference.ParseTrial(arguments.GetRequiredValue(_trial));
        var request = Request(arguments);
        await using var backend = Backend(arguments);
        var models = Require.Workbench(backend, "generate").Models;
        var reader = await backend.OpenAsync(cancellationToken);
        var sweep = await reader.FindAsync(reference.Sweep, cancellationToken);
        var trial = Require.Trial(sweep, await reader.TrialsAsync(sweep.Id, cancellationToken), reference.Trial!.Value);
        if (trial.Checkpoint is null)
        {
            throw new SherlockException(
                $"{reference} is {trial.Status} and has no checkpoint yet: only a trial that has trained can write.");
        }

        var choice = await models.ChooseAsync(trial, arguments.GetValue(_last), cancellationToken);
        var text = await models.GenerateAsync(sweep, choice.Trial, request, cancellationToken);
        Print(reference, choice, text, arguments.GetValue(_json));
        return CommandLine.Done;
    }

    private void Print(SweepReference trial, ModelChoice choice, GeneratedText text, bool json)
    {
        if (!json || choice.Problem is not null) { Context.Say(choice.Line(trial.ToString())); }
        if (json)
        {
            Context.Print(TextJson.Of(trial, choice, text).ToText());
            return;
        }

        Context.Print(text.Text);
        Context.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{text.Words} words, distinct-2 {Numbers.Metric(text.Distinct2)}, longest repeated run {text.LongestRepeat} words, after: … "
                + $"{text.Start}"));
    }

    private GenerationRequest Request(ParseResult arguments)
    {
        var start = arguments.GetValue(_start);
        var position = arguments.GetValue(_position);
        if (start is not null && position is not null)
        {
            throw new SherlockException("--start and --position exclude each other: the text begins at one of them.");
        }

        return new(
            arguments.GetRequiredValue(_words),
            start,
            position,
            Above0(arguments.GetValue(_temperature), "--temperature", double.MaxValue, "a number above 0"),
            arguments.GetValue(_topK),
            Above0(arguments.GetValue(_topP), "--top-p", 1, "a number above 0, up to 1"),
            arguments.GetRequiredValue(_seed));
    }

    private static double? Above0(double? value, string option, double most, string allowed) =>
        value is null || (value > 0 && value <= most)
        ? value
        : throw new SherlockException(FormattableString.Invariant($"{option} is {value}; allowed: {allowed}."));
}
