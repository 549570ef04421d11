using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

public abstract partial class TrialDispatcherContract
{
    private readonly List<string> _said = [];

    [Fact]
    public async Task Dispatch_OfASweepThatNoSiloCanTrain_SaysSoOnceAndTakesItBackWhenItIsServed()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 1));
        await JoinAsync("a", new TrainableId("spiral", "1"));
        var dispatcher = Watched();

        await AskAsync(dispatcher, "a", new TrainableId("spiral", "1"));
        await AskAsync(dispatcher, "a", new TrainableId("spiral", "1"));

        Assert.Equal(["sizes waits for language-model 1"], _said);
        Assert.Equal(sweep, (await AskAsync(dispatcher, "b", TrainableId.First))?.Trial.SweepId);
        Assert.Equal(["sizes waits for language-model 1", "sizes goes on"], _said);
    }

    [Fact]
    public async Task Dispatch_OfASweepWhoseSilosAreBusy_SaysNothing()
    {
        await Store.SubmitAsync(TestStore.Spec(trials: 1));
        await JoinAsync("a", new TrainableId("spiral", "1"));
        await JoinAsync("b", TrainableId.First);

        await AskAsync(Watched(), "a", new TrainableId("spiral", "1"));

        Assert.Empty(_said);
    }

    [Fact]
    public async Task Dispatch_IfNoSiloHasSaidWhatItTrains_SaysNothing()
    {
        await Store.SubmitAsync(TestStore.Spec(trials: 1));

        await AskAsync(Watched(), "a", new TrainableId("spiral", "1"));

        Assert.Empty(_said);
    }

    [Fact]
    public async Task Dispatch_OfASweepThatWaitsAgainAfterAPause_SaysSoAgain()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 1));
        await JoinAsync("a", new TrainableId("spiral", "1"));
        var dispatcher = Watched();
        await AskAsync(dispatcher, "a", new TrainableId("spiral", "1"));

        await Store.Sweeps.PauseAsync(sweep, SteeringRequest.New(), Token);
        await AskAsync(dispatcher, "a", new TrainableId("spiral", "1"));
        await Store.Sweeps.ResumeAsync(sweep, SteeringRequest.New(), Token);
        await AskAsync(dispatcher, "a", new TrainableId("spiral", "1"));

        Assert.Equal(["sizes waits for language-model 1", "sizes waits for language-model 1"], _said);
    }

    private TrialDispatcher Watched() => new(
        Store.Trials,
        times: null,
        new(
            () => Store.Trials.TrainedAsync(Token),
            line => _said.Add($"{line.Folder} waits for {line.Trainable}"),
            line => _said.Add($"{line.Folder} goes on")));

    /// <summary>Slot 1 of a silo asks for work, and gives up if there is none.</summary>
    private static async Task<TrialAssignment?> AskAsync(TrialDispatcher dispatcher, string silo, params TrainableId[] trainables)
    {
        dispatcher.Pending.MarkStale();
        var waiting = dispatcher.Waiting.Join(new(silo, 1, Trainables: [.. trainables]));
        await dispatcher.RunAsync();
        dispatcher.Waiting.GiveUp(waiting);
        return await waiting.Answer.Task;
    }

    private Task JoinAsync(string silo, params TrainableId[] trainables) =>
        TestMembers.JoinAsync(Store, new TrainableStore(Store.Session, Store.Clock), silo, trainables);
}
