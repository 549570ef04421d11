using System.Globalization;
using System.Text.Json.Nodes;
using Sweep.Client.Terminal;
using Sweep.Client.Verbs;
using Sweep.Silo.Contracts;
using Sweep.Silo.Embedded;

namespace Sweep.Tests.EndToEnd;

/// <summary>The whole program inside the tests' process: its command line over the real backend.</summary>
internal static class EmbeddedProgram
{
    public static Task<Ended> RunAsync(params string[] args) => RunAsync(new TrainableRegistry(), args);

    /// <summary>The same in a program that has trainables of its own.</summary>
    public static async Task<Ended> RunAsync(TrainableRegistry own, params string[] args)
    {
        var backends = new SiloBackends(own);
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var context = new CommandContext
        {
            Page = Consoles.Create(output, redirected: true),
            Screen = Consoles.Create(TextWriter.Synchronized(error), redirected: true),
            IsTerminal = false,
            CanAsk = false,
            Time = TimeProvider.System,
            Schemas = backends.Schemas,
            Backend = backends.Create,
        };
        var exitCode = await CommandLine.RunAsync(args, context, TestContext.Current.CancellationToken);
        return new(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Runs a verb that must succeed and answer with a JSON document.</summary>
    public static async Task<JsonNode> JsonAsync(params string[] args)
    {
        var ended = await RunAsync(args);
        Assert.True(ended.ExitCode == 0, $"{string.Join(' ', args)}: {ended}");
        return JsonNode.Parse(ended.Out)!;
    }
}

/// <summary>How a run of the program ended.</summary>
internal sealed record Ended(int ExitCode, string Out, string Error)
{
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public override string ToString() => $"exit code {ExitCode}\n{Out}\n{Error}";

    /// <summary>The one line on standard error; a failure of the test if there are none or more, or if it is a stack trace.</summary>
    public string OneLine
    {
        get
        {
            Assert.True(ErrorLines.Length == 1 && !Error.Contains("   at ", StringComparison.Ordinal), $"Not one clear line: {this}");
            return ErrorLines[0];
        }
    }
}
