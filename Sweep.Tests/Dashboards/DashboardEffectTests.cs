using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Dashboards;

/// <summary>What hyperparameters do to the objective, on a grid of two by two: rnn_size 1 and 2, clip_norm none and 5.</summary>
[Trait("Category", "Slow")]
public sealed class DashboardEffectTests : StoreTests
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();

    [Fact]
    public async Task Effects_OfAGrid_AreMeanBestAndWorstByValue()
    {
        await TrainAsync(
            Goal.Minimize, (1, TrialStatus.Completed), (2, TrialStatus.Completed), (5, TrialStatus.Completed), (6, TrialStatus.Completed));

        Assert.Equal(
            ["clip_norm|5|2|4|2|6", "clip_norm|none|2|3|1|5", "rnn_size|1|2|1.5|1|2", "rnn_size|2|2|5.5|5|6"],
            await Store.QueryAsync(
                "SELECT hyperparameter, value, trials, mean_value, best_value, worst_value FROM dashboards.effects ORDER BY 1, 2"));
    }

    [Fact]
    public async Task Effects_OfAnObjectiveToMaximize_HaveTheGreatestAsBest()
    {
        await TrainAsync(
            Goal.Maximize, (1, TrialStatus.Completed), (2, TrialStatus.Completed), (5, TrialStatus.Completed), (6, TrialStatus.Completed));

        Assert.Equal(
            ["1|2|1", "2|6|5"],
            await Store.QueryAsync(
                "SELECT value, best_value, worst_value FROM dashboards.effects WHERE hyperparameter = 'rnn_size' ORDER BY 1"));
    }

    [Fact]
    public async Task Effects_CountTheDivergedAndFailed_AndLeaveTheirValuesOut()
    {
        await TrainAsync(
            Goal.Minimize, (1, TrialStatus.Completed), (1e9, TrialStatus.Diverged), (5, TrialStatus.Completed), (6, TrialStatus.Completed));

        Assert.Equal(
            ["1|2|1|1|0|1", "2|2|2|0|0|5.5"],
            await Store.QueryAsync("SELECT value, trials, measured, diverged, failed, mean_value FROM dashboards.effects "
                + "WHERE hyperparameter = 'rnn_size' ORDER BY 1"));
    }

    // Mean 3.5, squares 6.25 + 2.25 + 2.25 + 6.25 = 17: of them rnn_size has 4 * 2² = 16 and clip_norm 4 * 0.5² = 1.
    [Fact]
    public async Task Importance_OfAGrid_IsTheShareOfTheVarianceThatEachExplains()
    {
        await TrainAsync(
            Goal.Minimize, (1, TrialStatus.Completed), (2, TrialStatus.Completed), (5, TrialStatus.Completed), (6, TrialStatus.Completed));

        Assert.Equal(
            ["rnn_size|4|0.9412", "clip_norm|1|0.0588"],
            await Store.QueryAsync(
                "SELECT hyperparameter, spread, round(explained::numeric, 4) FROM dashboards.importance ORDER BY explained DESC"));
    }

    [Fact]
    public async Task Importance_OfEqualValues_IsNotKnown()
    {
        await TrainAsync(
            Goal.Minimize, (3, TrialStatus.Completed), (3, TrialStatus.Completed), (3, TrialStatus.Completed), (3, TrialStatus.Completed));

        Assert.Equal(
            ["clip_norm|-", "rnn_size|-"],
            await Store.QueryAsync("SELECT hyperparameter, explained FROM dashboards.importance ORDER BY 1"));
    }

    // A perplexity may be as great as a number can be: its square is none.
    [Fact]
    public async Task Importance_WithAValueBeyondAllMeasure_DoesNotFail()
    {
        await TrainAsync(
            Goal.Minimize, (1, TrialStatus.Completed), (1e308, TrialStatus.Completed),
            (1e308, TrialStatus.Completed), (2, TrialStatus.Completed));

        Assert.Equal(
            ["clip_norm|1", "rnn_size|1"],
            await Store.QueryAsync("SELECT hyperparameter, explained FROM dashboards.importance ORDER BY 1"));
    }

    // In the order of the grid: (1, none), (1, 5), (2, none), (2, 5).
    private async Task TrainAsync(Goal goal, params (double Value, TrialStatus Status)[] ends)
    {
        var spec = TestStore.Spec(trials: 2, goal);
        var sweep = await Store.SubmitAsync(spec with { Axes = [.. spec.Axes, new("clip_norm", ["none", "5"])] });
        foreach (var (index, (value, status)) in ends.Index())
        {
            await Ended.TrialAsync(Store, new(sweep, index + 1), value, status, Token);
        }
    }
}
