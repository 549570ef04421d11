using System.CommandLine;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;

namespace Sweep.Client.Verbs;

/// <summary>A verb about the tokens that open the HTTP port of a cluster's silos, or of the programs over a data folder.</summary>
internal abstract class TokenVerb : DatabaseVerb
{
    protected TokenVerb(CommandContext context, string name, string description, string example)
        : base(context, name, description, example)
    {
    }

    /// <summary>All verbs about tokens.</summary>
    public static Command All(CommandContext context)
    {
        TokenVerb[] verbs = [new TokensCreateVerb(context), new TokensListVerb(context), new TokensRevokeVerb(context)];
        var all = new Command("tokens", "Who may use the dashboard and the HTTP API.");
        foreach (var verb in verbs)
        {
            verb.AddConnection();
            all.Add(verb);
        }

        return all;
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var place = Place(arguments);
        var location = place.Cluster?.Database ?? DatabaseLocation.File(place.DatabasePath);
        using var database = await SherlockDatabase.OpenAsync(location, cancellationToken);
        await RunAsync(TokenStore.Over(database), arguments, cancellationToken);
        return CommandLine.Done;
    }

    protected abstract Task RunAsync(TokenStore tokens, ParseResult arguments, CancellationToken cancellationToken);
}
