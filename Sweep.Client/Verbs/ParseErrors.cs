using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>Puts what is wrong with a command line into one line, with the nearest right word.</summary>
internal static class ParseErrors
{
    /// <summary>The line, or null where the command line is good.</summary>
    public static string? Describe(ParseResult result)
    {
        // Help and version answer whatever else was written.
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

    /// <summary>The library's own words name the runtime's type if an id is wrong.</summary>
    private static string Message(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Option: Option<Guid?> option, Tokens: [var token, ..] }
            when error.Message.Contains("Cannot parse", StringComparison.Ordinal) => $"{option.Name} is {Spelling.Quote(token.Value)}; allowed: an id of 32 hexadecimal digits.",
        _ => string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
    };

    /// <summary>
    /// A misspelled option lands where an argument is still free, and would be taken for a file's or a sweep's name. The word right after
    /// an option that takes a value is that value, whatever it looks like.
    /// </summary>
    private static string? StrayOption(ParseResult result)
    {
        for (var index = 0; index < result.Tokens.Count && result.Tokens[index].Type is not TokenType.DoubleDash; index++)
        {
            var token = result.Tokens[index];
            var value = index > 0 && result.Tokens[index - 1] is { Type: TokenType.Option } before && TakesValue(result.CommandResult.Command, before);
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

    /// <summary>A connection in the wrong place is quoted too, and what is quoted ends in logs.</summary>
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
