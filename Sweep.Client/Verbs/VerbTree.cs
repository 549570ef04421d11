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
        Description = "The data folder: database, logs, checkpoints and downloaded texts.",
        HelpName = "DIR",
        DefaultValueFactory = _ => BackendOptions.DefaultDataFolder,
        Recursive = true,
    });

    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Shows the details of an error.", Recursive = true };

    public static RootCommand Create(World world, params Command[] more)
    {
        var root = new RootCommand("Sweeps the hyperparameters of a word-level language model.") { Data, Verbose };
        Verb[] verbs =
        [
            new RunVerb(world), new SubmitVerb(world), new ValidateVerb(world),
            new ListVerb(world), new ShowVerb(world), new WatchVerb(world),
            new BestVerb(world), new ClaimsVerb(world), new ExportVerb(world), new PauseVerb(world),
            new ResumeVerb(world), new CancelVerb(world), new RetryVerb(world),
            new ExtendVerb(world), new GenerateVerb(world), new WordsVerb(world), new EvalVerb(world), new ReportVerb(world),
        ];
        foreach (var verb in verbs.Concat(more))
        {
            (verb as DatabaseVerb)?.AddConnection();
            root.Add(verb);
        }

        root.Add(new Command("corpus", "Texts to train on.") { new CorpusFetchVerb(world) });
        root.Add(
            new Command("certs", "Certificates for clusters of several machines.") { new CertsInitVerb(world), new CertsAddVerb(world) });
        DatabaseVerb[] benches = [new BenchDispatchVerb(world), new BenchMetricsVerb(world)];
        Array.ForEach(benches, bench => bench.AddConnection());
        root.Add(
            new Command("bench", "Measures this machine.")
            {
                new BenchTrainVerb(world),
                benches[0],
                benches[1],
                new BenchLogsVerb(world),
                new BenchMemoryVerb(world),
            });
        StrictNumbers.ApplyTo(root);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExampleHelp((HelpAction)help.Action!);
        return root;
    }
}
