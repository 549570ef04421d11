using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Search;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Scheduling;

// Searches whose slots have not asked yet, or do not ask any more.
public abstract partial class SearchGrainContract
{
    [Fact]
    public async Task Search_RepeatableWithoutALag_TakesTheNumberOfSlotsOfAllSilos()
    {
        await SearchSpecs.PublishAsync(_silo.Trainables, Token);
        foreach (var silo in new[] { "a", "b" }) { await _silo.JoinAsync(silo, SearchSpecs.Schema.Id); }
        var first = _silo.Queue.RequestAsync(new("a", 1, Slots: 4), Token);

        var submitting = SubmitAsync(SearchSpecs.Of().With(search => search with { IsRepeatable = true }));
        var second = _silo.Queue.RequestAsync(new("b", 1, Slots: 3), Token);

        Assert.Equal(7, (await _silo.Reader.SummaryAsync(await submitting, Token)).Spec.Search!.Lag);
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task Search_WhosePatienceIsUsedUp_EndsWithItsLastTrialAlthoughNoSlotAsks()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of(trials: null).With(search => search with { Patience = 1 }));
        await EndAsync((await _silo.Queue.RequestAsync(new("silo", 1), Token))!);
        var last = (await _silo.Queue.RequestAsync(new("silo", 1), Token))!;

        await EndAsync(last);

        await Patience.UntilAsync(
            "completed", async () => (await _silo.Reader.SummaryAsync(sweep, Token)).Status, status => status is SweepStatus.Completed);
    }

    [Fact]
    public async Task Slots_ThatCannotTrainTheSweep_LetItsSearchProposeNothing()
    {
        var sweep = await SubmitAsync(SearchSpecs.Of(trials: 100));
        using var others = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var waiting = Enumerable.Range(2, 3)
            .Select(slot => _silo.Queue.RequestAsync(new("silo", slot, PassedBy: [sweep]), others.Token)).ToList();
        await Patience.UntilAsync("the others wait", _silo.Queue.SlotsAsync, slots => slots == 4);
        Assert.Equal(4, (await _silo.Queue.SlotsOfSilosAsync())["silo"]);

        var served = await _silo.Queue.RequestAsync(new("silo", 1), Token);

        Assert.Equal(new TrialId(sweep, 1), served!.Trial);
        Assert.Single(await _silo.Reader.TrialsAsync(sweep, Token));
        await others.CancelAsync();
        await ((Task)Task.WhenAll(waiting)).ConfigureAwait(
            ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
    }
}
