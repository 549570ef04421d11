using System.CommandLine;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;

namespace Sweep.Client.Verbs;

internal sealed class TokensRevokeVerb : TokenVerb
{
    private readonly Argument<string> _token = new("TOKEN") { Description = "The token's name or id." };

    public TokensRevokeVerb(CommandContext context)
        : base(context, "revoke", "Ends a token. Its user is refused within seconds.", "tokens revoke ci") => Add(_token);

    protected override async Task RunAsync(TokenStore tokens, ParseResult arguments, CancellationToken cancellationToken)
    {
        var token = await tokens.RevokeAsync(arguments.GetRequiredValue(_token), cancellationToken);
        Context.Print($"Token '{token.Name}' ({token.Prefix}…) is revoked.");
    }
}
