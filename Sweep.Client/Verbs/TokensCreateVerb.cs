using System.CommandLine;
using System.Globalization;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>Makes a token, and prints it alone on standard output, so that a script can take it.</summary>
internal sealed class TokensCreateVerb : TokenVerb
{
    private readonly Argument<string> _name = new("NAME") { Description = "Who or what uses it: ada, ci. Events name it." };

    private readonly Option<string> _role = Inputs.OneOf(
        [.. Enum.GetNames<Role>().Select(name => name.ToLowerInvariant())],
        "--role",
        "What it allows: viewer reads, operator also submits and steers sweeps, admin also makes and revokes tokens.");

    private readonly Option<string?> _expires = new("--expires")
    {
        Description = "How long it is valid: 12h, 30d. [default: until it is revoked]",
        HelpName = "TIME",
    };

    public TokensCreateVerb(CommandContext context)
        : base(context, "create", "Makes a token, and prints it once.", "tokens create ci --role operator --expires 30d")
    {
        Add(_name);
        Add(_role);
        Add(_expires);
    }

    /// <summary>Reads a time such as <c>90m</c>, <c>12h</c> or <c>30d</c>.</summary>
    /// <exception cref="SherlockException">The text is none.</exception>
    internal static TimeSpan Lifetime(string text)
    {
        var unit = text is [.., var last] ? last switch { 'm' => 1, 'h' => 60, 'd' => 24 * 60, _ => 0 } : 0;
        return unit > 0
            && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and < 100_000
            ? TimeSpan.FromMinutes((double)count * unit)
            : throw new SherlockException(
                $"--expires is {Spelling.Quote(text)}; allowed: a whole number of minutes, hours or days, such as 90m, 12h or 30d.");
    }

    protected override async Task RunAsync(TokenStore tokens, ParseResult arguments, CancellationToken cancellationToken)
    {
        TimeSpan? lifetime = arguments.GetValue(_expires) is { } text ? Lifetime(text) : null;
        var role = Enum.Parse<Role>(arguments.GetRequiredValue(_role), ignoreCase: true);
        var (info, token) = await tokens.CreateAsync(arguments.GetRequiredValue(_name), role, lifetime, cancellationToken);
        Context.Print(token);
        var name = role.ToString().ToLowerInvariant();
        Context.Say($"Token '{info.Name}' ({name}) is valid {TokenTable.End(info)}. Nothing shows it again: keep it now.");
        Context.Say("Programs send it with every request: Authorization: Bearer TOKEN.");
    }
}
