using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Storage;

/// <summary>Extending sweeps, and many calls at once: what every store must do.</summary>
public abstract class ExtendingContract : StoreTests
{
    private const int Callers = 8;

    [Fact]
    public async Task Extend_LargerGrid_AddsWhatIsNewWithTheNextNumbers()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 2));
        var request = SteeringRequest.New();

        Assert.Equal(3, await Store.Sweeps.ExtendAsync(sweep, request, TestStore.Spec(trials: 5), Token));
        Assert.Equal(3, await Store.Sweeps.ExtendAsync(sweep, request, TestStore.Spec(trials: 9), Token));
        Assert.Equal(0, await Store.Sweeps.ExtendAsync(sweep, SteeringRequest.New(), TestStore.Spec(trials: 4), Token));

        var trials = await Store.Reader.TrialsAsync(sweep, Token);
        Assert.Equal([1, 2, 3, 4, 5], trials.Select(trial => trial.Id.Number));
        Assert.Equal(["1", "2", "3", "4", "5"], trials.Select(trial => trial.Hyperparameters.Text("rnn_size")));
    }

    [Fact]
    public async Task Extend_OtherSeedsAndAnotherValue_AreAxesFromThenOn()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 2));
        var more = TestStore.Spec(trials: 1) with { Seeds = [1, 2], Trial = new LanguageModelParameters { Cell = "gru" } };

        Assert.Equal(2, await Store.Sweeps.ExtendAsync(sweep, SteeringRequest.New(), more, Token));

        var summary = await Store.Reader.SummaryAsync(sweep, Token);
        Assert.Equal(["rnn_size", "cell", "seed"], summary.VariedNames);
        Assert.Equal(["rnn_size=1,2", "cell=lstm,gru"], summary.Spec.Axes.Select(axis => $"{axis.Name}={string.Join(',', axis.Values)}"));
        Assert.Equal([1, 2], summary.Spec.Seeds);
        Assert.Equal(4, summary.Trials);
    }

    [Fact]
    public async Task Extend_OtherHistogramsAlone_AddsNothingAndIsNoAxis()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 2));
        var more = TestStore.Spec(trials: 3) with { Trial = new LanguageModelParameters { MaxHistograms = 0 } };

        Assert.Equal(1, await Store.Sweeps.ExtendAsync(sweep, SteeringRequest.New(), more, Token));

        Assert.Equal(["rnn_size"], (await Store.Reader.SummaryAsync(sweep, Token)).Spec.Axes.Select(axis => axis.Name));
        Assert.Equal(
            ["200", "200", "0"],
            (await Store.Reader.TrialsAsync(sweep, Token)).Select(trial => trial.Hyperparameters.Text("max_histograms")));
    }

    [Fact]
    public async Task Extend_CompletedSweep_RunsAgain()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 1));
        await Store.Sweeps.CancelAsync(sweep, SteeringRequest.New(1), Token);
        Assert.Equal(SweepStatus.Completed, await Store.StatusAsync(sweep));

        await Store.Sweeps.ExtendAsync(sweep, SteeringRequest.New(), TestStore.Spec(trials: 2), Token);

        Assert.Equal(SweepStatus.Running, await Store.StatusAsync(sweep));
        Assert.Null((await Store.Reader.SummaryAsync(sweep, Token)).FinishedAt);
        await Store.AssignAsync(new(sweep, 2));
    }

    [Fact]
    public async Task Extend_PausedSweep_StaysPaused()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 1));
        await Store.Sweeps.PauseAsync(sweep, SteeringRequest.New(), Token);

        Assert.Equal(1, await Store.Sweeps.ExtendAsync(sweep, SteeringRequest.New(), TestStore.Spec(trials: 2), Token));

        Assert.Equal(SweepStatus.Paused, await Store.StatusAsync(sweep));
    }

    [Fact]
    public async Task Extend_WhatCannotBeCompared_IsRefusedInOneLine()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 1));

        await RefusedAsync(
            sweep,
            TestStore.Spec() with { Corpus = "sherlock" },
            "'sizes' is trained on the corpus 'sample', and the grid names 'sherlock': ");
        await RefusedAsync(
            sweep,
            TestStore.Spec(goal: Goal.Maximize),
            "'sizes' is compared by the least val/loss, and the grid by the greatest val/loss: ");
        await Store.Sweeps.CancelAsync(sweep, SteeringRequest.New(), Token);
        await RefusedAsync(sweep, TestStore.Spec(), "'sizes' was cancelled, which is final: ");
        Assert.Single(await Store.Reader.TrialsAsync(sweep, Token));
    }

    [Fact]
    public async Task Extend_ManyAtOnce_StoreEachCombinationOnce()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 1));

        var added = await AtOnceAsync(
            caller => Store.Sweeps.ExtendAsync(sweep, SteeringRequest.New(), TestStore.Spec(trials: 2 + caller), Token));

        Assert.Equal(Callers, added.Sum());
        Assert.Equal(Enumerable.Range(1, Callers + 1), (await Store.Reader.TrialsAsync(sweep, Token)).Select(trial => trial.Id.Number));
    }

    [Fact]
    public async Task Extend_OneRequestManyTimesAtOnce_GivesAllTheSameAnswer()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 1));
        var request = SteeringRequest.New();

        var added = await AtOnceAsync(_ => Store.Sweeps.ExtendAsync(sweep, request, TestStore.Spec(trials: 4), Token));

        Assert.Equal(Enumerable.Repeat(3, Callers), added);
    }

    [Fact]
    public async Task Submit_OneIdManyTimesAtOnce_IsOneSweep()
    {
        var id = Guid.NewGuid();

        var stored = await AtOnceAsync(_ => Store.Sweeps.SubmitAsync(id, TestStore.Spec(trials: 3), priority: 0, Token));

        Assert.Single(stored, isNew => isNew);
        Assert.Equal(3, Assert.Single(await Store.Reader.ListAsync(Token)).Trials);
    }

    [Fact]
    public async Task Submit_OneNameManyTimesAtOnce_GivesEachAFolderOfItsOwn()
    {
        await AtOnceAsync(_ => Store.Sweeps.SubmitAsync(Guid.NewGuid(), TestStore.Spec(), priority: 0, Token));

        Assert.Equal(
            ["sizes", "sizes-2", "sizes-3", "sizes-4", "sizes-5", "sizes-6", "sizes-7", "sizes-8"],
            (await Store.Reader.ListAsync(Token)).Select(sweep => sweep.Folder).Order(StringComparer.Ordinal));
    }

    private static Task<T[]> AtOnceAsync<T>(Func<int, Task<T>> call) =>
        Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => call(caller), Token)));

    private async Task RefusedAsync(Guid sweep, SweepSpec spec, string start)
    {
        var error = await Assert.ThrowsAsync<SherlockException>(() => Store.Sweeps.ExtendAsync(sweep, SteeringRequest.New(), spec, Token));
        Assert.Equal(SherlockException.BadInput, error.ExitCode);
        Assert.StartsWith(start, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
