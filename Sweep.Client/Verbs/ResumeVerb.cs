using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

internal sealed class ResumeVerb : SteeringVerb
{
    private readonly Option<int> _slots;

    public ResumeVerb(CommandContext context)
        : base(
            context,
            "resume",
            "Continues a paused sweep, or one paused trial of it. A sweep of a data folder is trained here, from its checkpoints, to "
                + "its end.",
            "resume layer-sizes --slots 2") => Add(_slots = Inputs.Slots(context.Cores));

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = Reference(arguments);
        await using var backend = Backend(arguments);
        var trainsHere = reference.Trial is null && !backend.HasCluster;
        if (trainsHere) { await Require.Training(backend).UpgradeAsync(cancellationToken); }
        var reader = await OpenAsync(backend, cancellationToken);
        var sweep = await reader.FindAsync(reference.Sweep, cancellationToken);
        if (sweep.Status is SweepStatus.Cancelled)
        {
            var again = backend.HasCluster ? "submit GRID" : "run GRID --new";
            throw new SherlockException($"'{sweep.Folder}' was cancelled, which is final: '{again}' trains it again.");
        }

        if (trainsHere) { return await TrainAsync(arguments, backend, reader, sweep, cancellationToken); }
        var code = await SteerAsync(backend.Steering, reader, sweep, reference.Trial, cancellationToken);
        await SayHowToTrainAsync("To train it", arguments, backend, reader, sweep, cancellationToken);
        return code;
    }

    protected override Task SteerAsync(ISteering steering, Guid sweep, SteeringRequest request, CancellationToken cancellationToken) =>
        steering.ResumeAsync(sweep, request, cancellationToken);

    private async Task<int> TrainAsync(
        ParseResult arguments, IBackend backend, ISweepReader reader, SweepSummary sweep, CancellationToken cancellationToken)
    {
        if (sweep.Status is SweepStatus.Completed)
        {
            Context.Say($"{sweep.Folder} is already complete.");
            return await new RunSummary(Context, backend, reader).PrintAsync(sweep, cancellationToken);
        }

        if (sweep.Spec.Command is null && Context.Schemas.All(schema => schema.Id != sweep.Spec.Trainable))
        {
            throw new SherlockException($"This program cannot train {sweep.Spec.Trainable}: resume '{sweep.Folder}' by one that can.");
        }

        var training = new SweepRun(Context, backend, arguments.GetRequiredValue(VerbTree.Data), arguments.GetRequiredValue(_slots));
        return await training.ResumeAsync(sweep, cancellationToken);
    }
}
