using System.CommandLine;
using Sweep.Client.Json;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;

namespace Sweep.Client.Verbs;

internal sealed class TokensListVerb : TokenVerb
{
    private readonly Option<bool> _json = Inputs.Json();

    public TokensListVerb(CommandContext context)
        : base(context, "list", "Lists the tokens, newest first; expired and revoked ones too.", "tokens list") => Add(_json);

    protected override async Task RunAsync(TokenStore tokens, ParseResult arguments, CancellationToken cancellationToken)
    {
        var all = await tokens.ListAsync(cancellationToken);
        if (arguments.GetValue(_json)) { Context.Print(TokenJson.List(all).ToText()); }
        else if (all.Count == 0) { Context.Say("No tokens yet: 'tokens create NAME' makes one."); }
        else { Context.Page.Write(TokenTable.Render(all, Context.Time.GetUtcNow(), Context.Page.Profile.Width)); }
    }
}
