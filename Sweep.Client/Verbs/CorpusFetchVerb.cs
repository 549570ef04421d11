using System.CommandLine;
using Sweep.Client.Surroundings;

namespace Sweep.Client.Verbs;

internal sealed class CorpusFetchVerb : Verb
{
    private readonly Argument<string> _name = new("NAME") { Description = "The corpus: sherlock (three books, from Project Gutenberg)." };

    public CorpusFetchVerb(World world)
        : base(world, "fetch", "Downloads a known corpus into the data folder, checked, and prints the folder that holds it.", "corpus fetch sherlock") => Add(_name);

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var backend = Backend(arguments);
        var workbench = Needed.Workbench(backend, "corpus fetch");
        var progress = new FetchLines(World);
        var folder = await workbench.FetchCorpusAsync(arguments.GetRequiredValue(_name), progress, cancellationToken);
        progress.End();
        World.Print(folder);
        return CommandLine.Done;
    }
}
