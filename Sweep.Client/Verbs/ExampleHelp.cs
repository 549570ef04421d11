using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Sweep.Client.Verbs;

/// <summary>Prints the usual help, followed by an example.</summary>
internal sealed class ExampleHelp(HelpAction help) : SynchronousCommandLineAction
{
    private const string Quickstart = "run quickstart";

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var verb = parseResult.CommandResult.Command as IExplained;
        var example = parseResult.CommandResult.Command switch
        {
            IExplained explained => explained.Example,
            { Subcommands.Count: > 0 } command => command.Subcommands.OfType<IExplained>().FirstOrDefault()?.Example ?? Quickstart,
            _ => null,
        };
        var output = parseResult.InvocationConfiguration.Output;
        foreach (var note in verb?.Notes ?? [])
        {
            output.WriteLine(note);
            output.WriteLine();
        }

        if (example is not null)
        {
            output.WriteLine("Example:");
            output.WriteLine($"  {example}");
            output.WriteLine();
        }

        return code;
    }
}
