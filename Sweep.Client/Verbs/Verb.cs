using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;

namespace Sweep.Client.Verbs;

/// <summary>One verb of the command line.</summary>
internal abstract class Verb : Command, IExplained
{
    protected Verb(World world, string name, string description, string example)
        : base(name, description)
    {
        (World, Example) = (world, example);
        SetAction(RunAsync);
    }

    /// <summary>A command that works, without the program's name.</summary>
    public string Example { get; }

    protected World World { get; }

    /// <returns>The exit code.</returns>
    protected abstract Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken);

    protected virtual IBackend Backend(ParseResult arguments) =>
        World.Backend(new(arguments.GetRequiredValue(VerbTree.Data), Say: World.Say));

    protected async Task<ISweepSource> OpenAsync(IBackend backend, CancellationToken cancellationToken) =>
        World.Source(await backend.OpenAsync(cancellationToken));
}
