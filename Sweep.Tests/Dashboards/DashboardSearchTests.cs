using System.Collections.Immutable;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Trials;
using Sweep.Tests.Storage;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Dashboards;

/// <summary>What dashboards read of a search: three combinations that its file gives.</summary>
[Trait("Category", "Slow")]
public sealed class DashboardSearchTests : StoreTests
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();

    [Fact]
    public async Task Trials_OfASearch_SayWhatVariesWithoutWhatATrialLacks()
    {
        await SearchAsync();

        Assert.Equal(
            [
                "learning_rate=0.02, rnn_size=16, optimizer=momentum, momentum=0.5",
                "learning_rate=0.5, rnn_size=32, optimizer=adam",
                "learning_rate=0.01, rnn_size=64, optimizer=adam",
            ],
            await Store.QueryAsync("SELECT varied FROM dashboards.trials ORDER BY trial"));
    }

    [Fact]
    public async Task Decisions_OfASearch_HaveTheirRuleAndTheirNumbers()
    {
        await SearchAsync();

        Assert.Equal(
            ["1|Propose|1|start|16|1", "2|Propose|2|start|32|2", "3|Propose|3|start|64|3", "4|End|-|trials|-|-"],
            await Store.QueryAsync(
                "SELECT number, kind, trial, rule, cell ->> 'rnn_size', reason ->> 'index' FROM dashboards.decisions ORDER BY number"));
    }

    [Fact]
    public async Task BestSoFar_GoesByTheOrderOfTheEnds_WithWhatAllHadCost()
    {
        await SearchAsync();

        Assert.Equal(
            ["1|2|100|5|5", "2|1|200|-|5", "3|3|300|4|4"],
            await Store.QueryAsync("SELECT trials, trial, steps, value, best FROM dashboards.best_so_far ORDER BY trials"));
    }

    [Fact]
    public async Task Effects_OfARange_CountByFifthsOnItsScale()
    {
        await SearchAsync();

        // The fifths of 0.01 to 1 begin at 0.01, 0.0251, 0.0631, 0.158 and 0.398; those of 16 to 64 at 16, 25.6, 35.2, 44.8 and 54.4.
        Assert.Equal(
            [
                "learning_rate|from 0.01|2", "learning_rate|from 0.398|1",
                "rnn_size|from 16|1", "rnn_size|from 25.6|1", "rnn_size|from 54.4|1",
            ],
            await Store.QueryAsync(
                "SELECT hyperparameter, value, trials FROM dashboards.effects WHERE hyperparameter IN ('learning_rate', 'rnn_size') "
                    + "ORDER BY 1, 2"));
        Assert.Equal(["momentum|from 0.38"], await Store.QueryAsync(
            "SELECT hyperparameter, value FROM dashboards.hyperparameters WHERE hyperparameter = 'momentum'"));
    }

    private async Task SearchAsync()
    {
        var spec = TestStore.Spec() with
        {
            Axes = [],
            Search = SearchSome.Search with
            {
                Trials = 3,
                Start =
                [
                    Cell("learning_rate 0.02", "rnn_size 16", "optimizer momentum", "momentum 0.5"),
                    Cell("learning_rate 0.5", "rnn_size 32", "optimizer adam"), Cell("learning_rate 0.01", "rnn_size 64", "optimizer adam"),
                ],
            },
        };
        var sweep = await Store.SubmitAsync(spec);
        var steps = new SearchSteps(sweep, Store.Sweeps, TimeProvider.System);
        await steps.ProposeAsync(3, Token);
        await steps.ProposeAsync(1, Token);
        await EndAsync(new(sweep, 2), 5, TrialStatus.Completed);
        await EndAsync(new(sweep, 1), 9, TrialStatus.Diverged);
        await EndAsync(new(sweep, 3), 4, TrialStatus.Completed);
    }

    private Task EndAsync(TrialId trial, double value, TrialStatus status)
    {
        Store.Clock.Advance(TimeSpan.FromSeconds(10));
        return Ended.TrialAsync(Store, trial, value, status, Token);
    }

    private static ImmutableSortedDictionary<string, string> Cell(params string[] values) =>
        values.Select(value => value.Split(' ')).ToImmutableSortedDictionary(value => value[0], value => value[1]);
}
