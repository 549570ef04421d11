using System.CommandLine;
using System.CommandLine.Help;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;

namespace Sweep.Client.Verbs;

/// <summary>Builds all verbs, and the options that all of them share.</summary>
internal static class VerbTree
{
    public static Option<string> Data { get; } = Inputs.NotBlank("a folder", new Option<string>("--data")
    {
        Description = $"The data folder: database, logs, checkpoints and downloaded texts; by default {ConnectionInputs.DataVariable}, or "
            + $"{BackendOptions.DefaultDataFolder}.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(ConnectionInputs.DataVariable) is { } folder
            && !string.IsNullOrWhiteSpace(folder) ? folder : BackendOptions.DefaultDataFolder,
        Recursive = true,
    });

    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Shows the details of an error.", Recursive = true };

    public static RootCommand Create(CommandContext context, params Command[] more)
    {
        var root = new RootCommand("Sweeps the hyperparameters of a word-level language model.") { Data, Verbose };
        Verb[] verbs =
        [
            new RunVerb(context), new SubmitVerb(context), new ValidateVerb(context),
            new ListVerb(context), new ShowVerb(context), new WatchVerb(context),
            new BestVerb(context), new ExplainVerb(context), new ClaimsVerb(context), new ExportVerb(context),
            new PauseVerb(context),
            new ResumeVerb(context), new CancelVerb(context), new RetryVerb(context),
            new PriorityVerb(context), new PruneVerb(context), new DeleteVerb(context), new SilosVerb(context),
            new ExtendVerb(context), new GenerateVerb(context), new WordsVerb(context), new EvalVerb(context), new ReportVerb(context),
            new DashboardVerb(context), new GridsVerb(context),
        ];
        foreach (var verb in verbs.Concat(more))
        {
            (verb as DatabaseVerb)?.AddConnection();
            root.Add(verb);
        }

        var (corpus, bench) = (
            new Command("corpus", "Texts for language-model, the built-in trainable.") { new CorpusFetchVerb(context) }, Bench(context));
        var model = ModelExportVerb.All(context);
        root.Add(model);
        root.Add(corpus);
        root.Add(
            new Command("certs", "Certificates for clusters of several machines.")
            {
                new CertsInitVerb(context),
                new CertsAddVerb(context),
            });
        root.Add(TokenVerb.All(context));
        root.Add(bench);
        root.Add(new CompletionVerb(context));
        if (context.Schemas.Count == 0)
        {
            Hide([.. verbs.Where(verb => verb.NeedsTrainer), model, corpus, .. bench.Subcommands.Where(one => one is not BenchSearchVerb)]);
        }

        StrictNumbers.ApplyTo(root);
        GridCompletions.ApplyTo(root);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExampleHelp((HelpAction)help.Action!);
        root.Options.OfType<VersionOption>().Single().Action = new VersionText(context.Trainer);
        return root;
    }

    /// <summary>Leaves verbs out of the help of a program that refuses them; the refusal still names the program that has them.</summary>
    private static void Hide(params Command[] verbs) => Array.ForEach(verbs, verb => verb.Hidden = true);

    private static Command Bench(CommandContext context)
    {
        DatabaseVerb[] benches =
        [
            new BenchDispatchVerb(context), new BenchScaleVerb(context), new BenchMetricsVerb(context), new BenchDashboardVerb(context),
        ];
        Array.ForEach(benches, bench => bench.AddConnection());
        return new("bench", "Measures this machine.")
        {
            new BenchTrainVerb(context),
            benches[0],
            benches[1],
            benches[2],
            benches[3],
            new BenchLogsVerb(context),
            new BenchMemoryVerb(context),
            new BenchSearchVerb(context),
        };
    }
}
