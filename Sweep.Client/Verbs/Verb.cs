using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;

namespace Sweep.Client.Verbs;

/// <summary>One verb of the command line.</summary>
internal abstract class Verb : Command, IExplained
{
    protected Verb(CommandContext context, string name, string description, string example)
        : base(name, description)
    {
        (Context, Example) = (context, example);
        SetAction(RunAsync);
    }

    /// <summary>A command that works, without the program's name.</summary>
    public string Example { get; }

    /// <summary>Whether only a program with a trainer has it. Default: false.</summary>
    public virtual bool NeedsTrainer => false;

    protected CommandContext Context { get; }

    /// <returns>The exit code.</returns>
    protected abstract Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken);

    protected virtual IBackend Backend(ParseResult arguments) =>
        Context.Backend(new(arguments.GetRequiredValue(VerbTree.Data), Say: Context.Say));
}
