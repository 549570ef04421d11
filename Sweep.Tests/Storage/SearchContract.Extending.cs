using Sweep.Grains;
using Sweep.Grains.Search;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Search;

namespace Sweep.Tests.Storage;

// Searches that a person lets go on.
public abstract partial class SearchContract
{
    [Fact]
    public async Task Extend_OfAFinishedSearch_RunsAgainWithSoManyMore()
    {
        var sweep = await FinishedAsync(SearchSpecs.Of(trials: 2));
        var request = SteeringRequest.New();

        await Store.Sweeps.ExtendSearchAsync(sweep, request, new(Trials: 3), Token);
        await Store.Sweeps.ExtendSearchAsync(sweep, request, new(Trials: 3), Token);

        Assert.Equal(SweepStatus.Running, await Store.StatusAsync(sweep));
        Assert.Equal(3, (await Steps(sweep).ProposeAsync(10, Token)).Length);
        Assert.Equal(["4|Extend|-", "5|Propose|3", "6|Propose|4", "7|Propose|5", "8|End|-"], (await Store.QueryAsync(Decisions)).Skip(3));
        var reason = ReasonJson.Read<ExtendReason>(Assert.Single(
            await Store.QueryAsync("SELECT reason FROM search_decisions WHERE kind = 'Extend'")))!;
        Assert.Equal(("budget", new SettingChange("trials", "2", "5")), (reason.By, reason.Changes.Single()));
        Assert.Equal(["trials 5"], await Store.QueryAsync("SELECT text FROM events WHERE kind = 'Extended'"));
    }

    [Fact]
    public async Task Extend_OfASearchThatLostPatience_CountsFromThere()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of(trials: 100).With(search => search with { Patience = 2 }));
        Assert.Equal(3, await RunAsync(sweep, number => number));

        await Store.Sweeps.ExtendSearchAsync(sweep, SteeringRequest.New(), new(Trials: 50), Token);

        Assert.Equal(5, await RunAsync(sweep, number => number));
        Assert.Equal(53, (await Store.Reader.SummaryAsync(sweep, Token)).Spec.Search!.Trials);
    }

    [Fact]
    public async Task Extend_OfARunningSearch_AddsToItsLimit()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of(trials: 4));
        await Steps(sweep).ProposeAsync(1, Token);

        await Store.Sweeps.ExtendSearchAsync(sweep, SteeringRequest.New(), new(Trials: 3), Token);

        Assert.Equal(7, (await Store.Reader.SummaryAsync(sweep, Token)).Spec.Search!.Trials);
        Assert.Equal(6, (await Steps(sweep).ProposeAsync(100, Token)).Length);
    }

    [Fact]
    public async Task Extend_ByMoreThanThereCanBe_IsRefused()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of(trials: 4));

        var error = await Assert.ThrowsAsync<SherlockException>(
            () => Store.Sweeps.ExtendSearchAsync(sweep, SteeringRequest.New(), new(Trials: int.MaxValue), Token));

        Assert.Equal("--trials: found 2147483647; allowed: at most 2147483643", error.Message);
    }

    [Fact]
    public async Task Extend_OfARepeatableSearchByHours_IsRefused()
    {
        var spec = SearchSpecs.Of(trials: 4);
        var sweep = await SubmitAsync(spec with { Search = spec.Search! with { IsRepeatable = true, Lag = 2 } });

        var error = await Assert.ThrowsAsync<SherlockException>(
            () => Store.Sweeps.ExtendSearchAsync(sweep, SteeringRequest.New(), new(Hours: 1), Token));

        Assert.Contains("hours differ between machines", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extend_WithTheFileOfTheSearch_TakesItsSettingsOver()
    {
        var sweep = await FinishedAsync(SearchSpecs.Of(trials: 2));
        var file = SearchSpecs.Of("halton", trials: 4).With(search => search with { Seed = 9 });

        Assert.Equal(3, await Store.Sweeps.ExtendAsync(sweep, SteeringRequest.New(), file, Token));
        Assert.Equal(0, await Store.Sweeps.ExtendAsync(sweep, SteeringRequest.New(), file, Token));

        Assert.Equal(2, (await Steps(sweep).ProposeAsync(10, Token)).Length);
        Assert.Equal(
            ["1|\"random\"", "2|\"random\"", "4|-", "5|\"halton\"", "6|\"halton\""],
            (await Store.QueryAsync("SELECT number, reason FROM search_decisions WHERE kind <> 'End' ORDER BY number"))
                .Select(row => row.Split('|'))
                .Select(row => $"{row[0]}|{System.Text.Json.Nodes.JsonNode.Parse(row[1])!["sampler"]?.ToJsonString() ?? "-"}"));
    }

    [Fact]
    public async Task Extend_ThatLeavesNoRoom_IsRefusedWithWhatWouldHelp()
    {
        var sweep = await FinishedAsync(SearchSpecs.Of(trials: 2));
        var listed = await FinishedAsync(SearchSpecs.OfList(trials: 3, 1, 2, 3));

        await RefusedAsync(
            () => Store.Sweeps.ExtendSearchAsync(sweep, SteeringRequest.New(), new(Hours: 1), Token),
            "'search' has 2 of its 2 trials: --trials N lets it have N more.");
        await RefusedAsync(
            () => Store.Sweeps.ExtendAsync(sweep, SteeringRequest.New(), SearchSpecs.Of("tpe", trials: 2), Token),
            "'search' has 2 of its 2 trials: --trials N lets it have N more.");
        await RefusedAsync(
            () => Store.Sweeps.ExtendSearchAsync(listed, SteeringRequest.New(), new(Trials: 1), Token),
            "'listed' has tried all 3 combinations of its space: submit a larger one as a sweep of its own.");
        Assert.Equal(SweepStatus.Completed, await Store.StatusAsync(sweep));
    }

    [Fact]
    public async Task Extend_OfAGridOrACancelledSearchOrAnotherSpace_IsRefused()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of());
        var grid = await Store.SubmitAsync(TestStore.Spec());
        var smaller = SearchSpecs.Of().With(search => search with { Space = search.Space.RemoveAt(5) });

        await RefusedAsync(
            () => Store.Sweeps.ExtendSearchAsync(grid, SteeringRequest.New(), new(Trials: 1), Token),
            "'sizes' is a grid: extend it with a grid that has more combinations.");
        await RefusedAsync(
            () => Store.Sweeps.ExtendAsync(sweep, SteeringRequest.New(), smaller, Token),
            "'search' searches x6, and the file does not: submit that as a sweep of its own.");
        await Store.Sweeps.CancelAsync(sweep, SteeringRequest.New(), Token);
        var error = await Assert.ThrowsAsync<SherlockException>(
            () => Store.Sweeps.ExtendSearchAsync(sweep, SteeringRequest.New(), new(Trials: 1), Token));
        Assert.StartsWith("'search' was cancelled, which is final: ", error.Message, StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(Func<Task> extend, string message) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<SherlockException>(extend)).Message);

    /// <summary>A search that has ended with all its trials completed.</summary>
    private async Task<Guid> FinishedAsync(SweepSpec spec)
    {
        var sweep = await SubmitAsync(spec);
        await RunAsync(sweep, number => number);
        Assert.Equal(SweepStatus.Completed, await Store.StatusAsync(sweep));
        return sweep;
    }

    /// <summary>Trains one trial after the other until the search adds no more.</summary>
    /// <returns>The number of trials.</returns>
    private async Task<int> RunAsync(Guid sweep, Func<int, double> value)
    {
        var steps = Steps(sweep);
        while (!(await steps.ProposeAsync(1, Token)).IsEmpty)
        {
            var number = (await Store.Reader.TrialsAsync(sweep, Token)).Count;
            await FinishAsync(new(sweep, number), new(TrialStatus.Completed), value(number));
            await Store.Sweeps.CompleteAsync(sweep, Token);
        }

        return (await Store.Reader.TrialsAsync(sweep, Token)).Count;
    }
}

public sealed class SqliteSearchTests : SearchContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresSearchTests : SearchContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
