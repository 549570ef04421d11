using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Ranking;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Client.Verbs;

internal sealed class ModelExportVerb : DatabaseVerb, IExplained
{
    private readonly Argument<string> _trial = new("SWEEP[/TRIAL]")
    {
        Description = "A trial, or a sweep: then its winner, the best trial of the best combination.",
    };

    private readonly Option<string> _out = Inputs.NotBlank("a folder", new Option<string>("--out")
    {
        Description = "The folder to write, whole or not at all; a new one, or an empty one.",
        HelpName = "DIR",
        Required = true,
    });

    private readonly Option<bool> _last = Inputs.Last();

    public ModelExportVerb(CommandContext context)
        : base(
            context,
            "export",
            "Writes a trial's model as files that other programs can use.",
            "model export quickstart --out winner")
    {
        Add(_trial);
        Add(_out);
        Add(_last);
    }

    public IReadOnlyList<string> Notes { get; } =
    [
        "Of the language model: the weights (safetensors), the vocabulary, the configuration, a README.md with the formulas, and a program "
            + "in Python. In C#, LanguageModel of the package Sherlock.Model loads the folder.",
        "Of a command: the files of its checkpoint. Of another trainable: what it exports, or its checkpoint as it is.",
    ];

    public override bool NeedsTrainer => true;

    /// <summary>The command with the verbs about models.</summary>
    public static Command All(CommandContext context)
    {
        var export = new ModelExportVerb(context);
        export.AddConnection();
        return new Command("model", "Trained models, for use outside of Sherlock.") { export };
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = SweepReference.Parse(arguments.GetRequiredValue(_trial));
        var folder = arguments.GetRequiredValue(_out);
        OutputFolder.RequireFree(folder);
        await using var backend = Backend(arguments);
        var models = Require.Workbench(backend, "model export").Models;
        var reader = await backend.OpenAsync(cancellationToken);
        var sweep = await reader.FindAsync(reference.Sweep, cancellationToken);
        var ranked = await reader.BestAsync(sweep.Id, null, cancellationToken);
        var trial = reference.Trial is { } number ? Require.Trial(sweep, ranked, number) : Winner(sweep, ranked);
        var name = new SweepReference(sweep.Folder, trial.Id.Number);
        if (trial.Checkpoint is null)
        {
            throw new SherlockException($"{name} is {trial.Status} and has no checkpoint: only a trial that has trained has a model.");
        }

        var choice = await models.ChooseAsync(trial, arguments.GetValue(_last), cancellationToken);
        await models.ExportAsync(sweep, choice.Trial, folder, cancellationToken);
        Context.Print(folder);
        Context.Say(choice.Line(name.ToString()));
        return CommandLine.Done;
    }

    private static TrialSummary Winner(SweepSummary sweep, IReadOnlyList<TrialSummary> ranked) =>
        CombinationRanking.Winner(sweep, ranked) ?? throw new SherlockException(
            $"No trial of '{sweep.Folder}' was trained to its end with a value, so it has no winner yet: name a trial, such as "
                + $"'{sweep.Folder}/1'.");
}
