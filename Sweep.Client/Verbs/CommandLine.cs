using System.CommandLine;
using System.CommandLine.Invocation;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>Runs the command line of both programs, which differ only in their backends and in some verbs.</summary>
public static class CommandLine
{
    /// <summary>Everything that the user requested is done.</summary>
    public const int Done = 0;

    /// <summary>A trial failed or diverged although all should have completed; also used for an unexpected error.</summary>
    public const int TrialFailed = 1;

    /// <summary>The process ended because of a signal: Ctrl+C, SIGTERM, SIGHUP or SIGQUIT.</summary>
    public const int Interrupted = 130;

    // A word that begins with '@' is an ordinary word, not a file with more of the command line.
    private static readonly ParserConfiguration _parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs one verb in this process: handles the signals to end, prints every error as one line, and never throws.</summary>
    /// <param name="backend">Makes the backend that the verbs act on; called at most once.</param>
    /// <param name="schemas">The trainables that sweep files can name.</param>
    /// <param name="trainer">The name and version of the library that trains; null if the program has no trainer.</param>
    /// <param name="more">Verbs that only this program has, such as <c>serve</c>. The first of them runs if the command line has options
    /// without a verb, or is empty.</param>
    /// <returns>The exit code: 0 done, 1 a trial failed or diverged, 2 bad usage or grid, 3 out of reach or a result that cannot be
    /// written, 130 interrupted.</returns>
    public static async Task<int> RunAsync(
        string[] args, Func<BackendOptions, IBackend> backend, IReadOnlyList<TrainableSchema> schemas, string? trainer,
        CancellationToken cancellationToken, params Command[] more)
    {
        using var interruption = new Interruption(cancellationToken);
        return await RunAsync(args, CommandContext.OfProcess(backend, schemas, trainer), more, interruption.Token);
    }

    internal static Task<int> RunAsync(string[] args, CommandContext context, CancellationToken cancellationToken) =>
        RunAsync(args, context, [], cancellationToken);

    private static async Task<int> RunAsync(string[] args, CommandContext context, Command[] more, CancellationToken cancellationToken)
    {
        var tree = VerbTree.Create(context, more);
        var result = tree.Parse(args, _parsing);
        var completes = tree.Directives.Any(directive => result.GetResult(directive) is not null);
        if (!completes && more is [var usual, ..] && HasNoVerb(result, args)) { result = tree.Parse([usual.Name, .. args], _parsing); }

        // What a shell completes is seldom a whole command line.
        if (!completes && ParseErrors.Describe(result) is { } error)
        {
            context.Say($"error: {error}");
            return SherlockException.BadInput;
        }

        // The program itself handles signals and words the errors.
        var configuration = new InvocationConfiguration
        {
            Output = context.Page.Profile.Out.Writer,
            Error = context.Screen.Profile.Out.Writer,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return Concluded(context, await result.InvokeAsync(configuration, cancellationToken));
        }
        catch (Exception exception)
        {
            return Explain(exception, context, result.GetValue(VerbTree.Verbose), cancellationToken);
        }
    }

    /// <summary>
    /// Says if a part of the result could not be written. Nothing else depends on that, because the trained results are stored.
    /// </summary>
    private static int Concluded(CommandContext context, int exitCode)
    {
        if (context.LostResult() is not { } reason) { return exitCode; }
        context.Say($"error: The result cannot be written to standard output: {reason}.");
        return SherlockException.OutOfReach;
    }

    // A word in the verb's place is a misspelled verb; the program itself answers help and version.
    private static bool HasNoVerb(ParseResult result, string[] args) =>
        result is { CommandResult.Command: RootCommand, Action: null or ParseErrorAction } && args is [] or [['-', ..], ..];

    private static int Explain(Exception exception, CommandContext context, bool verbose, CancellationToken cancellationToken)
    {
        var (line, exitCode) = exception switch
        {
            SherlockException known => ($"error: {known.Message}", known.ExitCode),
            OperationCanceledException when cancellationToken.IsCancellationRequested => ("Interrupted.", Interrupted),
            _ => (
                $"error: unexpected {exception.GetType().Name}: {FirstLine.Of(exception)}{(verbose ? "" : " (details: --verbose)")}",
                TrialFailed),
        };
        context.Say(line);
        if (verbose && exitCode != Interrupted)
        {
            context.Say(exception.ToString());
        }

        return exitCode;
    }
}
