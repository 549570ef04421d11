using System.Collections.Concurrent;
using System.Reflection;
using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.Slots;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Slots;

public sealed class SlotServiceTests : IAsyncLifetime
{
    private const int Slots = 3;

    private readonly SlotFailure _failure = new();
    private SlotRig? _rig;
    private SlotService? _service;

    private SlotRig Rig => _rig ?? throw NotBegun();

    private SlotService Service => _service ?? throw NotBegun();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_WithMoreTrialsThanSlots_TrainsEachOnceAndNoMoreThanItsSlotsAtOnce()
    {
        var (running, counts, threads) = (0, new ConcurrentBag<int>(), new ConcurrentDictionary<string, bool>());
        using var together = new CountdownEvent(Slots);
        Rig.Trainable.OnStep = (trial, step) =>
        {
            threads.TryAdd(Thread.CurrentThread.Name ?? "", true);
            if (step == 1) { counts.Add(Interlocked.Increment(ref running)); }
            // The first trials wait for each other: they can only go on if every slot has one.
            if (step == 2 && trial.Number <= Slots) { Meet(together); }
            if (step == 4) { Interlocked.Decrement(ref running); }
        };
        var sweep = await Rig.Store.SubmitAsync(TestStore.Spec(trials: 8));

        await Service.StartAsync(Token);
        await Rig.Queue.Idle;

        Assert.Equal(SweepStatus.Completed, await Rig.Store.StatusAsync(sweep));
        Assert.All(
            await Rig.Store.Reader.TrialsAsync(sweep, Token),
            trial => Assert.Equal((TrialStatus.Completed, 1), (trial.Status, trial.Attempts)));
        Assert.Equal(Slots, counts.Max());
        Assert.Equal(["slot 1", "slot 2", "slot 3"], threads.Keys.Order());
    }

    [Fact]
    public async Task Stop_WhileTrialsAreTrained_SavesAndHandsBackEveryOne()
    {
        Rig.Trainable.TotalSteps = long.MaxValue;
        using var training = new CountdownEvent(Slots);
        Rig.Trainable.OnStep = (_, step) =>
        {
            if (step == 2) { training.Signal(); }
        };
        var sweep = await Rig.Store.SubmitAsync(TestStore.Spec(trials: 5));
        await Service.StartAsync(Token);
        Assert.True(training.Wait(Patience.Limit, Token));

        await Service.StopAsync(Token);

        var trials = await Rig.Store.Reader.TrialsAsync(sweep, Token);
        Assert.All(trials, trial => Assert.Equal(TrialStatus.Pending, trial.Status));
        Assert.Equal(
            [1, 2, 3],
            trials.Where(trial => trial.Checkpoint is not null && trial.Checkpoint.Step == trial.Step).Select(trial => trial.Id.Number));
        Assert.Equal(Slots, Rig.Ends.Count(end => end == "hand back"));
    }

    [Fact]
    public async Task Start_WhereTheStoreFails_ReportsItAndAsksNoMore()
    {
        var full = new SherlockException("The disk is full.", SherlockException.OutOfReach);
        Rig.ReportFails = _ => full;
        await Rig.Store.SubmitAsync(TestStore.Spec(trials: 10));

        await Service.StartAsync(Token);

        Assert.Same(full, await _failure.Task.InTimeAsync());
        await Service.StopAsync(Token);
        Assert.InRange(Rig.Trainable.Calls.Count(call => call == "begin 0"), 1, Slots);
    }

    [Theory]
    [InlineData(typeof(IOException), "A file of the data folder cannot be used: bad luck")]
    [InlineData(typeof(InvalidOperationException), "unexpected InvalidOperationException: bad luck")]
    public async Task Start_WhenAReportFails_ReportsOneLineAndBlamesNoTrial(Type type, string says)
    {
        Rig.ReportFails = _ => (Exception)Activator.CreateInstance(
            type, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, ["bad luck\nand a page of details"], null)!;
        await Rig.Store.SubmitAsync(TestStore.Spec(trials: 10));

        await Service.StartAsync(Token);

        var reported = await _failure.Task.InTimeAsync();
        Assert.Equal(SherlockException.OutOfReach, reported.ExitCode);
        Assert.Contains(says, reported.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reported.Message);
        await Service.StopAsync(Token);
        Assert.DoesNotContain(Rig.Ends, end => end.StartsWith("finish", StringComparison.Ordinal));
    }

    public async ValueTask InitializeAsync()
    {
        _rig = await SlotRig.CreateAsync(options => options with { Slots = Slots });
        _service = Rig.Service(_failure);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.StopAsync(CancellationToken.None);
        Service.Dispose();
        await Rig.DisposeAsync();
    }

    private static void Meet(CountdownEvent together)
    {
        together.Signal();
        Assert.True(together.Wait(Patience.Limit));
    }

    private static InvalidOperationException NotBegun() => new("The test has not begun.");
}
