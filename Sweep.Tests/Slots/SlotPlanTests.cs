using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;
using Sweep.Silo.Slots;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Slots;

/// <summary>Slots whose plan changes while they work.</summary>
public sealed class SlotPlanTests : IAsyncLifetime
{
    private SlotRig? _rig;
    private SlotService? _service;
    private SlotSteering? _steering;

    private SlotRig Rig => _rig ?? throw NotBegun();

    private SlotService Service => _service ?? throw NotBegun();

    private SlotSteering Steering => _steering ?? throw NotBegun();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Drain_WithHandOver_SavesWhatRunsAndTakesNothingUntilItIsUndone()
    {
        var sweep = await TrainAsync(trials: 3, training: 2);

        await SteerAsync(Draining.HandOver);

        await Patience.UntilAsync("all are pending", () => StatusesAsync(sweep), all => all.All(one => one == TrialStatus.Pending));
        Assert.Equal(2, Rig.Ends.Count(end => end == "hand back"));
        await Patience.UntilAsync("empty", () => Task.FromResult(Rig.Plan.Training), training => training == 0);
        await Steering.LookAsync(Token);
        Assert.True((await Rig.Store.Reader.ClusterAsync(Token)).Silos.Single().IsDrained);
        Assert.Contains("Information: This silo is drained: it trains nothing, and can be stopped.", Rig.Lines);

        Rig.Trainable.TotalSteps = 4;
        await SteerAsync(Draining.No);
        await Patience.UntilAsync("completed", () => Rig.Store.StatusAsync(sweep), status => status == SweepStatus.Completed);
    }

    [Fact]
    public async Task Drain_WithoutHandOver_LetsWhatRunsGoOnToItsEnd()
    {
        var sweep = await TrainAsync(trials: 3, training: 2);

        await SteerAsync(Draining.Wait);
        Rig.Trainable.TotalSteps = 4;

        var statuses = await Patience.UntilAsync(
            "two are completed", () => StatusesAsync(sweep), all => all.Count(one => one == TrialStatus.Completed) == 2);
        Assert.Equal(TrialStatus.Pending, statuses[2]);
        Assert.DoesNotContain("hand back", Rig.Ends);
    }

    [Fact]
    public async Task Slots_ThatBecomeMore_TrainMoreAtOnce()
    {
        var sweep = await TrainAsync(trials: 3, training: 2);

        await Rig.Store.Silos.ResizeAsync("silo-1", 3, "eve", Token);
        await Steering.LookAsync(Token);

        await Patience.UntilAsync("all run", () => StatusesAsync(sweep), all => all.All(one => one == TrialStatus.Running));
        Assert.Equal(3, Rig.Meters.Gauges()["sweep.slots{state=training}"] + Rig.Meters.Gauges()["sweep.slots{state=waiting}"]);
        Assert.Contains("Information: This silo has 3 slots now instead of 2, as eve wants.", Rig.Lines);
    }

    [Fact]
    public async Task Slots_ThatBecomeFewer_EndWithTheirTrialsAndNotBefore()
    {
        var sweep = await TrainAsync(trials: 5, training: 2);

        await Rig.Store.Silos.ResizeAsync("silo-1", 1, "eve", Token);
        await Steering.LookAsync(Token);
        Rig.Trainable.TotalSteps = 4;

        await Patience.UntilAsync("completed", () => Rig.Store.StatusAsync(sweep), status => status == SweepStatus.Completed);
        Assert.Equal(1, Rig.Queue.Requests.Count(request => request.Slot == 2));
        Assert.DoesNotContain("hand back", Rig.Ends);
    }

    [Fact]
    public void Follow_OfTheSamePlan_ChangesNothing()
    {
        using var plan = new SlotPlan(2);
        var turn = plan.Turn(2);

        Assert.False(plan.Follow(2, Draining.No));
        Assert.False(turn.Changed.IsCompleted);
        Assert.True(plan.Follow(1, Draining.No));

        Assert.True(turn.Changed.IsCompleted && turn.Leave.IsCancellationRequested && !turn.HandOver.IsCancellationRequested);
        Assert.False(plan.Turn(2).IsPlanned);
    }

    public async ValueTask InitializeAsync()
    {
        _rig = await SlotRig.CreateAsync(options => options with { Slots = 2 });
        _service = Rig.Service(new());
        _steering = new(
            Rig.Store.Silos, Rig.Plan, CertificateEnds.None, new TestSilo(), Rig.Store.Clock, new SlotLogger<SlotSteering>(Rig.Lines));
        await _steering.LookAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.StopAsync(CancellationToken.None);
        Service.Dispose();
        Steering.Dispose();
        await Rig.DisposeAsync();
    }

    private static InvalidOperationException NotBegun() => new("The test has not begun.");

    /// <summary>Starts the slots, and waits until some trials train, which have no end.</summary>
    private async Task<Guid> TrainAsync(int trials, int training)
    {
        (Rig.Trainable.TotalSteps, Rig.Trainable.Interval) = (long.MaxValue, 100_000);
        var sweep = await Rig.Store.SubmitAsync(TestStore.Spec(trials));
        await Service.StartAsync(Token);
        await Patience.UntilAsync("training", () => StatusesAsync(sweep), all => all.Count(one => one == TrialStatus.Running) == training);
        return sweep;
    }

    private async Task SteerAsync(Draining draining)
    {
        await Rig.Store.Silos.DrainAsync("silo-1", draining, "eve", Token);
        await Steering.LookAsync(Token);
    }

    private async Task<List<TrialStatus>> StatusesAsync(Guid sweep) =>
        [.. (await Rig.Store.Reader.TrialsAsync(sweep, Token)).Select(trial => trial.Status)];
}
