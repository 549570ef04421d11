using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>Describes the error in a command line in one line, with the nearest correct word.</summary>
internal static class ParseErrors
{
    /// <summary>The line, or null if the command line is correct.</summary>
    public static string? Describe(ParseResult result)
    {
        // Help and version work whatever else the command line contains.
        if (result.Action is not (null or ParseErrorAction) && result.Errors.Count == 0)
        {
            return StrayOption(result) is { } stray ? Unknown(stray, result.CommandResult.Command) : null;
        }

        if (StrayOption(result) is { } option)
        {
            return Unknown(option, result.CommandResult.Command);
        }

        var command = result.CommandResult.Command;
        if (result.UnmatchedTokens is [var word, ..])
        {
            return Unknown(word, command);
        }

        if (command.Subcommands.Count > 0)
        {
            return $"A verb is missing: {string.Join(", ", command.Subcommands.Select(verb => verb.Name))}. {Help(command)}";
        }

        return result.Errors is [var error, ..] ? $"{Message(error)} {Help(command)}" : null;
    }

    /// <summary>Replaces the library's message if an id is wrong, because that message names a .NET type.</summary>
    private static string Message(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Option: Option<Guid?> option, Tokens: [var token, ..] }
            when error.Message.Contains("Cannot parse", StringComparison.Ordinal) =>
                $"{option.Name} is {Spelling.Quote(token.Value)}; allowed: an id of 32 hexadecimal digits.",
        _ => string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
    };

    /// <summary>
    /// Finds a misspelled option that the parser took for an argument, such as a file's or a sweep's name. The word right after an option
    /// that takes a value is that value, even if it looks like an option.
    /// </summary>
    private static string? StrayOption(ParseResult result)
    {
        for (var index = 0; index < result.Tokens.Count && result.Tokens[index].Type is not TokenType.DoubleDash; index++)
        {
            var token = result.Tokens[index];
            var value = index > 0 && result.Tokens[index - 1] is { Type: TokenType.Option } before
                && TakesValue(result.CommandResult.Command, before);
            if (token.Type is TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal) && !value)
            {
                return token.Value;
            }
        }

        return null;
    }

    private static bool TakesValue(Command command, Token name) =>
        OptionsOf(command).FirstOrDefault(option => option.Name == name.Value || option.Aliases.Contains(name.Value)) is { } option
        && option.ValueType != typeof(bool)
        && option.Arity.MaximumNumberOfValues > 0;

    private static string Unknown(string word, Command command)
    {
        var isOption = word.StartsWith('-');
        var name = WithoutSecrets(word).Split('=')[0];
        var known = isOption ? OptionsOf(command).Select(option => option.Name) : command.Subcommands.Select(verb => verb.Name);
        var what = isOption ? "an option" : command.Subcommands.Count > 0 ? "a verb" : "an argument";
        var where = command is RootCommand ? "" : $" of '{command.Name}'";
        var nearest = Spelling.Nearest(name, known) is { } right ? $"; did you mean '{right}'?" : ".";
        return $"{Spelling.Quote(name)} is not {what}{where}{nearest} {Help(command)}";
    }

    /// <summary>Errors also quote a connection in the wrong place, and errors end up in logs, so secrets are removed.</summary>
    private static string WithoutSecrets(string word) =>
        ConnectionSecrets.In(word).Aggregate(word, (text, secret) => text.Replace(secret, "***", StringComparison.Ordinal));

    private static IEnumerable<Option> OptionsOf(Command command)
    {
        IEnumerable<Command> above = command.Parents.OfType<Command>();
        return command.Options.Concat(above.SelectMany(parent => OptionsOf(parent)).Where(option => option.Recursive));
    }

    private static string Help(Command command)
    {
        var path = command is RootCommand ? "" : $"{command.Name} ";
        var parent = command.Parents.OfType<Command>().FirstOrDefault(parent => parent is not RootCommand);
        return $"See '{(parent is null ? "" : $"{parent.Name} ")}{path}--help'.";
    }
}
