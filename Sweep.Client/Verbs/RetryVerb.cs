using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

internal sealed class RetryVerb : DatabaseVerb
{
    private readonly Argument<string> _sweep = Inputs.Sweep();

    public RetryVerb(CommandContext context)
        : base(
            context,
            "retry",
            "Trains a sweep's failed trials again, from their last checkpoints. Diverged ones stay as they are: they would diverge again.",
            "retry layer-sizes") =>
        Add(_sweep);

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = SweepReference.ParseSweep(arguments.GetRequiredValue(_sweep));
        await using var backend = Backend(arguments);
        var reader = await OpenAsync(backend, cancellationToken);
        var sweep = await reader.FindAsync(reference, cancellationToken);
        var count = await backend.Steering.RetryAsync(sweep.Id, SteeringRequest.New(), cancellationToken);
        Context.Print(count == 0
            ? $"{sweep.Folder} has no failed trials."
            : $"{sweep.Folder}: {Numbers.Count(count)} failed {(count == 1 ? "trial is" : "trials are")} trained again.");
        if (count > 0) { SayHowToTrain("To train", arguments, backend, sweep); }

        return CommandLine.Done;
    }
}
