using System.CommandLine;
using Sweep.Client.Verbs;
using Sweep.Silo.Contracts;
using Sweep.Silo.Files;
using Sweep.Silo.Trainables;

namespace Sweep.Silo.Workbench;

/// <summary>Lists what this program can train, with what can be set.</summary>
internal sealed class TrainablesVerb : Command, IExplained
{
    private readonly Option<bool> _json = Inputs.Json();

    /// <param name="own">The user's trainables.</param>
    public TrainablesVerb(TrainableRegistry own)
        : base("trainables", "Lists what this program can train, and what can be set about it.")
    {
        Add(_json);
        Add(new TrainablesCheckVerb(own));
        SetAction(arguments =>
        {
            var schemas = All(own, arguments).Schemas;
            arguments.InvocationConfiguration.Output.WriteLine(
                arguments.GetValue(_json) ? TrainableListing.Json(schemas) : TrainableListing.Text(schemas).TrimEnd());
            return CommandLine.Done;
        });
    }

    /// <inheritdoc/>
    public string Example => "trainables --json";

    /// <summary>The built-in trainables and the user's own.</summary>
    public static TrainableRegistry All(TrainableRegistry own, ParseResult arguments) => BuiltInTrainables.With(
        own, new CorpusCache(new DataFolder(arguments.GetRequiredValue(VerbTree.Data)).Corpora), TimeProvider.System);
}
