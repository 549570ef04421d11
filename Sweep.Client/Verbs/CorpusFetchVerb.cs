using System.CommandLine;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

internal sealed class CorpusFetchVerb : Verb
{
    private static readonly string[] _known = ["sherlock"];

    private readonly Argument<string> _name = new("NAME") { Description = "The corpus: sherlock (three books, from Project Gutenberg)." };

    public CorpusFetchVerb(CommandContext context)
        : base(
            context,
            "fetch",
            "Downloads a known corpus for language-model into the data folder, checked, and prints the folder that holds it.",
            "corpus fetch sherlock") => Add(_name);

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var name = Known(arguments.GetRequiredValue(_name));
        await using var backend = Backend(arguments);
        var preparation = Require.Workbench(backend, "corpus fetch").Preparation;
        Context.Print(await CorpusFetch.RunAsync(Context, preparation, name, cancellationToken));
        return CommandLine.Done;
    }

    private static string Known(string name) => _known.Contains(name)
        ? name
        : throw new SherlockException(
            $"There is no corpus {Spelling.Quote(name)} to fetch; there is: {string.Join(", ", _known)}{Spelling.Hint(name, _known)} "
                + "(sample ships with the project.)");
}
