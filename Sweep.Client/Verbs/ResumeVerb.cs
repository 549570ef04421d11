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
                + "its end, unless another process trains there: that one goes on with it.",
            "resume layer-sizes --slots 2") => Add(_slots = Inputs.Slots(context.Cores));

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = Reference(arguments);
        await using var backend = Backend(arguments);
        var trainsHere = !backend.HasCluster && FolderLock.IsFree(arguments.GetRequiredValue(VerbTree.Data))
            && (backend.Training is not null || reference.Trial is null);
        if (trainsHere) { await Require.Training(backend).UpgradeAsync(cancellationToken); }
        var reader = await OpenAsync(backend, cancellationToken);
        var sweep = await reader.FindAsync(reference.Sweep, cancellationToken);
        if (sweep.Status is SweepStatus.Cancelled)
        {
            var again = backend.HasCluster ? "submit GRID" : "run GRID --new";
            throw new SherlockException($"'{sweep.Folder}' was cancelled, which is final: '{again}' trains it again.");
        }

        if (trainsHere) { return await TrainAsync(arguments, backend, reader, sweep, reference.Trial, cancellationToken); }
        var code = await SteerAsync(backend.Steering, reader, sweep, reference.Trial, cancellationToken);
        SayHowToTrain("To train it", arguments, backend, sweep);
        return code;
    }

    protected override Task SteerAsync(ISteering steering, Guid sweep, SteeringRequest request, CancellationToken cancellationToken) =>
        steering.ResumeAsync(sweep, request, cancellationToken);

    private async Task<int> TrainAsync(
        ParseResult arguments, IBackend backend, ISweepReader reader, SweepSummary sweep, int? trial, CancellationToken cancellationToken)
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

        var training = new SweepRun(Context, backend, ConnectionInputs.DataAgain(arguments, Context), arguments.GetRequiredValue(_slots));
        return await training.ResumeAsync(sweep, trial, cancellationToken);
    }
}
