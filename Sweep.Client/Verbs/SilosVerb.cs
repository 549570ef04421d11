using System.CommandLine;
using Sweep.Client.Json;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;

namespace Sweep.Client.Verbs;

/// <summary>Lists the silos; the verbs below it steer one.</summary>
internal sealed class SilosVerb : DatabaseVerb
{
    private readonly Option<bool> _json = Inputs.Json();

    public SilosVerb(CommandContext context)
        : base(
            context,
            "silos",
            "Lists the silos: their versions and slots, and what each slot trains since when.",
            "silos --json")
    {
        Add(_json);
        SiloVerb[] verbs = [new SilosDrainVerb(context), new SilosSlotsVerb(context)];
        foreach (var verb in verbs)
        {
            verb.AddConnection();
            Add(verb);
        }
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var backend = Backend(arguments);
        var state = await (await backend.OpenAsync(cancellationToken)).ClusterAsync(cancellationToken);
        if (arguments.GetValue(_json)) { Context.Print(SiloJson.Whole(state).ToText()); }
        else if (state.Silos.Count > 0)
        {
            Context.Page.Write(SiloTable.Render(state, Context.Page.Profile.Width));
            foreach (var warning in SiloTable.Warnings(state, Context.Time.GetUtcNow())) { Context.Say($"warning: {warning}"); }
        }
        else
        {
            Context.Say(backend.HasCluster ? "No silo runs: start one with 'serve'." : "No process trains in the data folder now.");
        }

        return CommandLine.Done;
    }
}
