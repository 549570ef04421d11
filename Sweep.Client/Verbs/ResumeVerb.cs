using System.CommandLine;
using Sweep.Client.Reports;
using Sweep.Client.Surroundings;
using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

internal sealed class ResumeVerb : Verb
{
    private readonly Argument<string> _sweep = Inputs.Sweep();
    private readonly Option<int> _slots;

    public ResumeVerb(World world)
        : base(world, "resume", "Finishes an interrupted sweep from its checkpoints.", "resume layer-sizes --slots 2")
    {
        Add(_sweep);
        Add(_slots = Inputs.Slots(world.Cores));
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = SweepReference.ParseSweep(arguments.GetRequiredValue(_sweep));
        await using var backend = Backend(arguments);
        await backend.UpgradeAsync(cancellationToken);
        var source = await OpenAsync(backend, cancellationToken);
        var sweep = await source.FindAsync(reference, cancellationToken);
        switch (sweep.Status)
        {
            case SweepStatus.Cancelled:
                throw new SherlockException($"'{sweep.Folder}' was cancelled, which is final: 'run GRID --new' trains it again.");
            case SweepStatus.Completed:
                World.Say($"{sweep.Folder} is already complete.");
                return await new Summary(World, backend, source).PrintAsync(sweep, cancellationToken);
            default:
                var training = new Training(World, backend, arguments.GetRequiredValue(VerbTree.Data), arguments.GetRequiredValue(_slots));
                return await training.ResumeAsync(sweep, cancellationToken);
        }
    }
}
