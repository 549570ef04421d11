using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

internal sealed class PriorityVerb : DatabaseVerb
{
    private readonly Argument<string> _sweep = Inputs.Sweep();
    private readonly Argument<int> _priority = new("N") { Description = "The new priority; 0 is normal. May be negative." };

    public PriorityVerb(CommandContext context)
        : base(
            context,
            "priority",
            "Gives a sweep another priority: sweeps of a higher one get slots first. Trials that run are not stopped.",
            "priority layer-sizes 5")
    {
        Add(_sweep);
        Add(_priority);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = SweepReference.ParseSweep(arguments.GetRequiredValue(_sweep));
        await using var backend = Backend(arguments);
        var reader = await OpenAsync(backend, cancellationToken);
        var sweep = await reader.FindAsync(reference, cancellationToken);
        var priority = arguments.GetRequiredValue(_priority);
        await backend.Steering.PrioritizeAsync(sweep.Id, SteeringRequest.New(), priority, cancellationToken);
        Context.Print($"{sweep.Folder} has priority {Numbers.Count(priority)}.");
        return CommandLine.Done;
    }
}
