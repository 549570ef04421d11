using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;
using Sweep.Tests.Contracts;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Slots;

/// <summary>A slot that trains a user's trainable.</summary>
public abstract class UserTrainableTest : IAsyncLifetime
{
    private SlotRig? _rig;

    private protected SlotRig Rig => _rig ?? throw new InvalidOperationException("The test has not begun.");

    private protected Walk Walk { get; } = new();

    protected TrialId Trial { get; set; }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _rig = await SlotRig.CreateAsync(trainables: new TrainableRegistry().Add(Walk));
        Trial = await SubmitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Rig.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<TrialId> SubmitAsync()
    {
        var schema = Rig.Trainables.All[0].Schema;
        await new TrainableStore(Rig.Store.Session, Rig.Store.Clock).PublishAsync([schema], replaces: false, Token);
        var spec = TestStore.Spec(name: "walk") with { Schema = schema, Trial = schema.Defaults, Axes = [], Objective = schema.Objective! };
        return new(await Rig.Store.SubmitAsync(spec), 1);
    }

    protected Task TrainAsync() => RunAsync(Token);

    protected async Task RunAsync(CancellationToken stopping) => await Rig.RunAsync(await Rig.Store.AssignAsync(Trial), stopping);
}
