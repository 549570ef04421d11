using System.CommandLine;
using Sweep.Client.Json;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;

namespace Sweep.Client.Verbs;

internal sealed class ListVerb : DatabaseVerb
{
    private readonly Option<bool> _json = Inputs.Json();

    public ListVerb(CommandContext context)
        : base(context, "list", "Lists the sweeps, newest first.", "list --json") => Add(_json);

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var backend = Backend(arguments);
        var reader = await backend.OpenAsync(cancellationToken);
        var sweeps = await reader.ListAsync(cancellationToken);
        if (arguments.GetValue(_json))
        {
            Context.Print(SweepJson.List(sweeps).ToText());
        }
        else if (sweeps.Count == 0)
        {
            Context.Say($"No sweeps yet: train a first one with '{(backend.HasCluster ? "submit GRID" : "run GRID")}'.");
        }
        else
        {
            Context.Page.Write(SweepTable.Render(sweeps, Context.Page.Profile.Width));
        }

        return CommandLine.Done;
    }
}
