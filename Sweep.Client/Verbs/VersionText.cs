using System.CommandLine;
using System.CommandLine.Invocation;
using Sweep.Grains;

namespace Sweep.Client.Verbs;

/// <summary>Prints the version, the commit that the program was built from, and the library that trains.</summary>
/// <param name="trainer">The name and version of the library; null if the program has no trainer.</param>
internal sealed class VersionText(string? trainer) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        foreach (var line in Lines(ProgramVersion.Of(typeof(VersionText).Assembly), trainer))
        {
            parseResult.InvocationConfiguration.Output.WriteLine(line);
        }

        return CommandLine.Done;
    }

    /// <param name="version">As the build writes it: the version, and after '+' the commit if it is known.</param>
    internal static string[] Lines(string version, string? trainer) =>
    [
        $"Sherlock {version.Split('+')[0]}",
        version.Split('+') is [_, var commit] ? $"commit {commit}" : "commit not known: the program was built without git",
        trainer ?? "without libtorch: this program does not train",
    ];
}
