using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

public sealed class UpgradeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_DatabaseOfTheVersionBefore_KeepsItsMetricsAndKnowsHowFarTheyGo()
    {
        await OldDatabase.CreateAsync(_folder.Database, OldDatabase.SweepOfTwoTrials);

        using var database = await SherlockDatabase.CreateAsync(_folder.Database, Token);

        var reader = new SweepReader(database.Contexts);
        var series = await reader.SeriesAsync(new(OldDatabase.Sweep, 1), Token);
        Assert.Equal([TestStore.Loss(10, 5), TestStore.Loss(20, double.NaN)], series["val/loss"]);
        Assert.Equal([new("epoch", 20, 1)], series["epoch"]);
        Assert.Equal([new(1, 20)], (await reader.EndOfMetricsAsync(OldDatabase.Sweep, Token)).Steps);
        var trials = await reader.TrialsAsync(OldDatabase.Sweep, Token);
        Assert.Equal([(TrialStatus.Pending, 20L, 1), (TrialStatus.Pending, 0L, 0)], trials.Select(trial => (trial.Status, trial.Step, trial.Attempts)));
        Assert.Equal(new CheckpointInfo(10, "old/trial-0001", 7), trials[0].Checkpoint);
    }

    [Fact]
    public async Task Create_DatabaseOfTheVersionBefore_GoesOnWithoutDoublingAPoint()
    {
        await OldDatabase.CreateAsync(_folder.Database, OldDatabase.SweepOfTwoTrials);
        using var database = await SherlockDatabase.CreateAsync(_folder.Database, Token);
        using var session = new StoreSession(database.Contexts);
        var trials = new TrialStore(session, TimeProvider.System);
        var id = new TrialId(OldDatabase.Sweep, 1);
        await new SweepStore(session, TimeProvider.System).ResumeAsync(id.SweepId, SteeringRequest.New(), Token);

        var assignment = await trials.ClaimAsync(id, "silo", Token);
        await trials.ReportAsync(id, TestStore.Report(2, 30, TestStore.Loss(20, double.NaN), TestStore.Loss(30, 2)), Token);

        Assert.Equal((2, 10L), (assignment!.Attempt, assignment.Checkpoint!.Step));
        var series = await new SweepReader(database.Contexts).SeriesAsync(id, Token);
        Assert.Equal([10, 20, 30], series["val/loss"].Select(point => point.Step));
    }

    [Fact]
    public async Task Extend_DatabaseOfAVersionWithFewerHyperparameters_TrainsNoFinishedCellAnew()
    {
        await OldDatabase.CreateAsync(_folder.Database, OldDatabase.CompletedSweep);
        using var database = await SherlockDatabase.CreateAsync(_folder.Database, Token);
        using var session = new StoreSession(database.Contexts);
        var sweeps = new SweepStore(session, TimeProvider.System);
        var spec = TestStore.Spec(name: "old") with { Axes = [new("cell", ["gru"])] };

        Assert.Equal(0, await sweeps.ExtendAsync(OldDatabase.Sweep, SteeringRequest.New(), spec, Token));
        Assert.Equal(1, await sweeps.ExtendAsync(OldDatabase.Sweep, SteeringRequest.New(), spec with { Axes = [new("cell", ["gru", "lstm"])] }, Token));
        Assert.Equal(
            [(TrialStatus.Completed, "gru"), (TrialStatus.Pending, "lstm")],
            (await new SweepReader(database.Contexts).TrialsAsync(OldDatabase.Sweep, Token)).Select(trial => (trial.Status, trial.Hyperparameters.Cell)));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
