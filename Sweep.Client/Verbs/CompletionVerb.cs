using System.CommandLine;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

internal sealed class CompletionVerb : Verb
{
    /// <summary>The name of the program in the scripts.</summary>
    private const string Program = "sherlock";

    private static readonly string[] _shells = ["bash", "zsh", "fish", "powershell"];

    private readonly Argument<string> _shell = new("SHELL")
    {
        Description = string.Join(", ", _shells),
    };

    private readonly Option<string> _name = Inputs.NotBlank("a name", new Option<string>("--name")
    {
        Description = $"The name by which you call the program, if it is not {Program}.",
        HelpName = "NAME",
        DefaultValueFactory = _ => Program,
    });

    public CompletionVerb(CommandContext context)
        : base(
            context,
            "completion",
            "Prints a script with which a shell completes verbs, options, grids and the names of sweeps.",
            "completion bash > ~/.local/share/bash-completion/completions/sherlock")
    {
        Add(_shell);
        _shell.Offer(_ => _shells);
        Add(_name);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (shell, name) = (arguments.GetRequiredValue(_shell), arguments.GetRequiredValue(_name));
        if (!name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
        {
            throw new SherlockException($"--name is {Spelling.Quote(name)}; allowed: letters, digits, '-', '_' and '.'");
        }

        Context.PrintDocument(Script(shell).Replace(Program, name, StringComparison.Ordinal));
        return Task.FromResult(CommandLine.Done);
    }

    private static string Script(string shell)
    {
        using var stream = typeof(CompletionVerb).Assembly.GetManifestResourceStream($"completion/{shell}");
        if (stream is null)
        {
            var hint = Spelling.Hint(shell, _shells);
            throw new SherlockException(
                $"SHELL is {Spelling.Quote(shell)}; allowed: {string.Join(", ", _shells)}{(hint.Length > 0 ? hint : ".")}");
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
