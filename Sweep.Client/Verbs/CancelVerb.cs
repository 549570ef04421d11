using System.CommandLine;
using Sweep.Client.Reports;
using Sweep.Client.Surroundings;

namespace Sweep.Client.Verbs;

internal sealed class CancelVerb : Verb
{
    private readonly Argument<string> _reference = Inputs.SweepOrTrial();

    public CancelVerb(World world)
        : base(world, "cancel", "Ends a sweep, or one trial of it, for good. Finished trials stay as they are.", "cancel layer-sizes/3") => Add(_reference);

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = SweepReference.Parse(arguments.GetRequiredValue(_reference));
        await using var backend = Backend(arguments);
        var sweep = await backend.CancelAsync(reference.Sweep, reference.Trial, cancellationToken);
        World.Print($"{sweep.Folder} is {sweep.Status.ToString().ToLowerInvariant()}: {SweepTable.Counts(sweep)}.");
        return CommandLine.Done;
    }
}
