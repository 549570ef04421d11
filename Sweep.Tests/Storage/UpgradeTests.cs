using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

public sealed class UpgradeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Extend_DatabaseOfAVersionWithFewerHyperparameters_TrainsNoFinishedCellAgain()
    {
        await OldDatabase.CreateAsync(_folder.Database, OldDatabase.FewerHyperparameters);
        using var database = await SherlockDatabase.CreateAsync(_folder.Database, Token);
        using var session = new StoreSession(database.Contexts);
        var sweeps = new SweepStore(session, TimeProvider.System);
        var spec = TestStore.Spec(name: "fewer") with { Axes = [new("cell", ["gru"])] };
        var wider = spec with { Axes = [new("cell", ["gru", "lstm"])] };

        Assert.Equal(0, await sweeps.ExtendAsync(OldDatabase.Fewer, SteeringRequest.New(), spec, Token));
        Assert.Equal(1, await sweeps.ExtendAsync(OldDatabase.Fewer, SteeringRequest.New(), wider, Token));
        Assert.Equal(
            [(TrialStatus.Completed, "gru"), (TrialStatus.Pending, "lstm")],
            (await new SweepReader(database.Contexts).TrialsAsync(OldDatabase.Fewer, Token))
                .Select(trial => (trial.Status, trial.Hyperparameters.Text("cell"))));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
