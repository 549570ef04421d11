using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>The best checkpoint of a trial beside its newest: what every store must do.</summary>
public abstract class BestCheckpointContract : StoreTests
{
    [Fact]
    public async Task Best_WithLaterCheckpoints_StaysBesideTheNewestAndTheNextAttemptBeginsAtTheNewest()
    {
        var id = await RunningAsync();
        await ReportAsync(id, 1, 10, loss: 3);
        foreach (var step in new[] { 20, 30, 40 }) { await ReportAsync(id, 1, step, loss: 4); }

        Assert.Equal(["10", "40"], await StepsAsync());
        Assert.Equal((10L, 40L), await ReadAsync(id));
        await Store.Trials.HandBackAsync(id, 1, null, Token);
        var assigned = await Store.AssignAsync(id);
        Assert.Equal((40L, TestStore.Loss(10, 3)), (assigned.Checkpoint?.Step, assigned.Best));
    }

    [Fact]
    public async Task Best_ThatIsBeatenOrTied_GivesWayToTheBetterAndNotToTheTie()
    {
        var id = await RunningAsync();
        await ReportAsync(id, 1, 10, loss: 3);
        await ReportAsync(id, 1, 20, loss: 3);
        await ReportAsync(id, 1, 30, double.NaN);
        Assert.Equal(["10", "30"], await StepsAsync());

        await ReportAsync(id, 1, 40, loss: 2);
        await ReportAsync(id, 1, 50, loss: 5);

        Assert.Equal(["40", "50"], await StepsAsync());
    }

    [Fact]
    public async Task Best_OfAnAttemptThatGoesOnBeforeIt_StaysUntilItIsMadeAgain()
    {
        var id = await RunningAsync();
        await ReportAsync(id, 1, 10, loss: 4);
        await ReportAsync(id, 1, 30, loss: 2);
        await Store.Trials.HandBackAsync(id, 1, null, Token);
        await Store.AssignAsync(id);

        // It could not read its newest checkpoint, and began again.
        await ReportAsync(id, 2, 15, loss: 3.5);
        await ReportAsync(id, 2, 25, loss: 3);
        Assert.Equal(["25 of 2", "30 of 1"], await RowsAsync());
        await ReportAsync(id, 2, 30, loss: 2);
        await ReportAsync(id, 2, 40, loss: 2.5);

        Assert.Equal(["30 of 2", "40 of 2"], await RowsAsync());
        Assert.Equal((30L, 40L), await ReadAsync(id));
    }

    [Fact]
    public async Task Best_WithoutACheckpointOfItsStep_IsNone()
    {
        var id = await RunningAsync();
        await ReportAsync(id, 1, 10, loss: 3);
        await ReportAsync(id, 1, 20, loss: 4);
        await Store.Trials.ReportAsync(id, TestStore.Report(1, 25, TestStore.Loss(25, 1)), Token);

        Assert.Equal((null, 20L), await ReadAsync(id));
    }

    [Fact]
    public async Task Patience_AtAStep_IsThatOfThePointsUntilThen()
    {
        var id = await RunningAsync();
        foreach (var (epoch, loss) in new[] { 5.0, 3, 4, double.NaN, 3, 2 }.Index())
        {
            var step = 10 * (epoch + 1);
            await Store.Trials.ReportAsync(
                id, TestStore.Report(1, step, TestStore.Loss(step, loss), new MetricPoint("epoch", step, epoch + 1)), Token);
        }

        // The best is that of epoch 2, until epoch 6 beats it.
        var over = new List<int>();
        for (var epoch = 1; epoch <= 6; epoch++)
        {
            if ((await PatienceAsync(id, 10 * epoch)).IsOver) { over.Add(epoch); }
        }

        Assert.Equal([5], over);
        Assert.Equal(new TrialPatience(3, Best: 3, BestLevel: 2, Level: 4), await PatienceAsync(id, 49));
        Assert.Equal(new TrialPatience(3), await PatienceAsync(id, 0));
    }

    [Fact]
    public async Task Assignment_OfASweepWithAPatience_HasIt()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 1) with { Patience = 7 });

        Assert.Equal(7, (await Store.AssignAsync(new(sweep, 1))).Patience);
        Assert.Equal(7, (await Store.Reader.SummaryAsync(sweep, Token)).Spec.Patience);
    }

    private Task<TrialPatience> PatienceAsync(TrialId id, long step) => Store.Trials.PatienceAsync(
        id, 3, new("val/loss", Goal.Minimize), LanguageModelParameters.Schema.Resource, step, Token);

    private async Task<TrialId> RunningAsync()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id);
        return id;
    }

    private Task<TrialDecision> ReportAsync(TrialId id, int attempt, long step, double loss) => Store.Trials.ReportAsync(
        id, TestStore.Report(attempt, step, TestStore.Loss(step, loss)) with { Checkpoint = new(step, $"at-{step}", 7) }, Token);

    private async Task<(long? Best, long? Newest)> ReadAsync(TrialId id)
    {
        var trial = await Store.TrialAsync(id);
        return (trial.BestCheckpoint?.Step, trial.Checkpoint?.Step);
    }

    private Task<IReadOnlyList<string>> StepsAsync() => Store.QueryAsync("SELECT step FROM checkpoints ORDER BY step");

    private Task<IReadOnlyList<string>> RowsAsync() =>
        Store.QueryAsync("SELECT CAST(step AS TEXT) || ' of ' || CAST(attempt AS TEXT) FROM checkpoints ORDER BY step");
}
