using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Claims;
using Sweep.Client.Json;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains.Trials;

namespace Sweep.Client.Verbs;

internal sealed class ClaimsVerb : DatabaseVerb
{
    private readonly Argument<string> _sweep = Inputs.Sweep();
    private readonly Option<bool> _json = Inputs.Json();

    private readonly Option<string?> _claims = Inputs.NotBlank("a grid file", new Option<string?>("--claims")
    {
        Description = "Judges the claims of this grid file instead of those that the sweep was submitted with.",
        HelpName = "GRID",
    });

    public ClaimsVerb(CommandContext context)
        : base(
            context,
            "claims",
            "Says for each claim of a sweep's grid whether its trials confirm or refute it, and by which numbers. The exit code is 0 "
                + "whatever becomes of them.",
            "claims layer-sizes --claims layer-sizes")
    {
        Add(_sweep);
        Add(_claims);
        Add(_json);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = SweepReference.ParseSweep(arguments.GetRequiredValue(_sweep));
        await using var backend = Backend(arguments);
        var reader = await backend.OpenAsync(cancellationToken);
        var sweep = await reader.FindAsync(reference, cancellationToken);
        var grid = arguments.GetValue(_claims) is { } path
            ? await LoadGridAsync(reader, sweep, path, [], int.MaxValue, cancellationToken)
            : null;
        var findings = await ClaimCheck.RunAsync(reader, sweep, (grid ?? sweep.Spec).Claims, cancellationToken);
        if (!sweep.Counts.Keys.Any(status => status is TrialStatus.Completed or TrialStatus.Diverged))
        {
            Context.Say($"note: {sweep.Folder} has no finished trial yet.");
        }

        if (arguments.GetValue(_json))
        {
            Context.Print(ClaimJson.Of(findings).ToText());
        }
        else if (findings.Count > 0)
        {
            Context.Page.Write(ClaimTable.Render(findings));
        }

        if (findings.Count == 0)
        {
            Context.Say(grid is null
                ? $"{sweep.Folder} was submitted without claims; --claims GRID judges those of a grid file."
                : $"{arguments.GetValue(_claims)} has no claims.");
        }

        return CommandLine.Done;
    }
}
