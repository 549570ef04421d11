using Sweep.Grains;
using Sweep.Grains.Trials;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Slots;

/// <summary>An attempt whose points were merged before it died: over every kind of database the next one fits behind them.</summary>
public abstract class MergedAttemptContract : StoreTests
{
    private static readonly SherlockException _away = new("The database cannot be reached.", SherlockException.OutOfReach, passes: true);

    [Fact]
    public async Task Run_WhosePointsWereMergedBeforeItWasTrainedAgain_HasEveryStepOnceAndTheSameMean()
    {
        await using var rig = await SlotRig.CreateAsync(options => options with { IsClustered = true }, Store);
        (rig.Trainable.TotalSteps, rig.Trainable.Metric) = (1_000, "train/loss");
        var trial = new TrialId(await Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
        using var stopping = new CancellationTokenSource();
        using var refused = new ManualResetEventSlim();
        rig.Trainable.OnStep = (_, step) =>
        {
            Assert.True(refused.Wait(Patience.Limit));
            if (step == 700) { stopping.Cancel(); }
        };
        rig.ReportFails = _ =>
        {
            refused.Set();
            return rig.Trainable.Calls.Contains("dispose") ? null : _away;
        };
        Assert.Null(await rig.RunAsync(await Store.AssignAsync(trial), stopping.Token));
        var merged = (await Store.Reader.SeriesAsync(trial, Token))["train/loss"];

        // As if no checkpoint could be read: what was merged is trained again, and reported a step at a time.
        rig.Trainable.LosesCheckpoints = true;
        Assert.Null(await rig.RunAsync(await Store.AssignAsync(trial), Token));

        var series = (await Store.Reader.SeriesAsync(trial, Token))["train/loss"];
        Assert.InRange(merged.Count, 10, 64);
        Assert.Equal(merged, series.Where(point => point.Step <= 700));
        Assert.Equal(1_000, series[^1].Step);
        Assert.True(series.Zip(series.Skip(1)).All(pair => pair.First.Step < pair.Second.Step));

        // The losses are 1, 2, … 700: a sum of 700 × 701 / 2, whatever was merged.
        Assert.Equal(
            245_350, merged.Select((point, i) => point.Value * (point.Step - (i == 0 ? 0 : merged[i - 1].Step))).Sum(), tolerance: 1e-3);
    }
}

public sealed class SqliteMergedAttemptTests : MergedAttemptContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresMergedAttemptTests : MergedAttemptContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
