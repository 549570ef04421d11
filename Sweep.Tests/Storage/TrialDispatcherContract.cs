using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Storage;

/// <summary>What the queue hands out, over every store.</summary>
public abstract partial class TrialDispatcherContract : StoreTests
{
    [Fact]
    public async Task Dispatch_MoreSlotsThanABatchAndMoreTrialsThanAWindow_HandsOutAllInOrder()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: TrialDispatcher.ReadAhead + 44));
        var dispatcher = new TrialDispatcher(Store.Trials);

        var first = await ServeAsync(dispatcher, Enumerable.Range(1, 150));
        var second = await ServeAsync(dispatcher, Enumerable.Range(151, 150));
        var late = dispatcher.Waiting.Join(new("silo", 301));
        await dispatcher.RunAsync();

        Assert.Equal(Enumerable.Range(1, 300).Select(number => (new TrialId(sweep, number), 1)), first.Concat(second));
        Assert.False(late.Answer.Task.IsCompleted);
    }

    [Fact]
    public async Task Dispatch_SlotWhoseTrialAnEarlierQueueAssigned_IsAnsweredWithItsOwn()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 3));
        await Store.Trials.AssignAsync(new TrialId(sweep, 2), new TrialRequest("silo", 1), Token);

        var answers = await ServeAsync(new TrialDispatcher(Store.Trials), [1, 2]);

        Assert.Equal([(new(sweep, 2), 1), (new TrialId(sweep, 1), 1)], answers);
    }

    [Fact]
    public async Task Dispatch_TwoQueuesOverOneDatabase_GiveEachTrialToOneOfThem()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 100));
        using var session = new StoreSession(Store.Contexts);
        var (one, other) = (new TrialDispatcher(Store.Trials), new TrialDispatcher(new(session, Store.Clock)));

        var served = await Task.WhenAll(
            Task.Run(() => ServeAsync(one, Enumerable.Range(1, 50)), Token),
            Task.Run(() => ServeAsync(other, Enumerable.Range(51, 50)), Token));

        Assert.Equal(
            Enumerable.Range(1, 100).Select(number => (new TrialId(sweep, number), 1)),
            served.SelectMany(answers => answers).OrderBy(answer => answer.Item1.Number));
    }

    [Fact]
    public async Task Dispatch_TrialThatOnlyANewerVersionCanRead_FailsAndHoldsUpNoOther()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 3));
        await Store.QueryAsync("""UPDATE trials SET hyperparameters = '{"wings": 2}' WHERE number = 2""");

        var answers = await ServeAsync(new TrialDispatcher(Store.Trials), [1, 2]);

        Assert.Equal([(new(sweep, 1), 1), (new TrialId(sweep, 3), 1)], answers);
        var row = Assert.Single(await Store.QueryAsync("SELECT status, reason FROM trials WHERE number = 2"));
        Assert.StartsWith("Failed|it was stored by a newer version of the program: hyperparameters: ", row, StringComparison.Ordinal);
        Assert.Contains("wings", row, StringComparison.Ordinal);
        Assert.Equal(["Failed"], await Store.QueryAsync("SELECT outcome FROM attempts WHERE trial = 2"));
    }

    [Fact]
    public async Task Assign_LastTrialOfASweepCannotBeRead_CompletesTheSweep()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 1));
        await Store.QueryAsync("""UPDATE trials SET hyperparameters = '{"wings": 2}'""");

        Assert.Empty(await Store.Trials.AssignAsync([(new(sweep, 1), new("silo", 1))], Token));

        Assert.Equal(["Completed"], await Store.QueryAsync("SELECT status FROM sweeps"));
    }

    private static async Task<IReadOnlyList<(TrialId Trial, int Attempt)>> ServeAsync(TrialDispatcher dispatcher, IEnumerable<int> slots)
    {
        var waiting = slots.Select(slot => dispatcher.Waiting.Join(new("silo", slot))).ToList();
        await dispatcher.RunAsync();
        var answers = await Task.WhenAll(waiting.Select(slot => slot.Answer.Task.InTimeAsync()));
        return [.. answers.Select(answer => (answer!.Trial, answer.Attempt))];
    }
}
