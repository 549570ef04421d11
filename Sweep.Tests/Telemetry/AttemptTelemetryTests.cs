using Sweep.Grains.Trials;
using Sweep.Tests.Slots;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Telemetry;

/// <summary>What is counted of an attempt in a slot.</summary>
public sealed class AttemptTelemetryTests : IAsyncLifetime
{
    // A name of its own: other tests train at the same time.
    private readonly string _sweep = $"sizes-{Guid.NewGuid():n}";

    private SlotRig? _rig;
    private TrialId _trial;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private SlotRig Rig => _rig ?? throw new InvalidOperationException("The test has not begun.");

    private TestMeters Meters => Rig.Meters;

    [Fact]
    public async Task Attempt_ToItsEnd_CountsStepsWordsAndCheckpoints()
    {
        await RunAsync();

        // The default is a batch of 32 windows, of which the last word is predicted.
        Assert.Equal((4, 4 * 32), (Meters.Sum("sweep.training.steps"), Meters.Sum("sweep.training.words")));
        Assert.Equal(4, Meters.Count("sweep.training.step.duration"));
        // The first point is the best, so the best checkpoint and the newest are two.
        Assert.Equal(
            (2, 2),
            (Meters.Count("sweep.checkpoint.duration{operation=write}"), Meters.Count("sweep.checkpoint.duration{operation=store}")));
        Assert.Equal(2, Meters.Sum("sweep.checkpoint.size"));
    }

    [Fact]
    public async Task Step_ThatTakesItsTime_IsMeasuredWithoutWhatComesBetween()
    {
        Rig.Trainable.OnStep = (_, _) => Rig.Store.Clock.Advance(TimeSpan.FromSeconds(2));
        Rig.Trainable.OnSave = (_, _) => Rig.Store.Clock.Advance(TimeSpan.FromSeconds(1000));

        await RunAsync();

        Assert.Equal(4 * 2, Meters.Sum("sweep.training.step.duration"));
    }

    [Fact]
    public async Task SlotSeconds_OfAnAttempt_AreEachCountedAsWhatTheSlotDid()
    {
        Rig.Trainable.OnBegin = _ => Pass(7);
        Rig.Trainable.OnStep = (_, step) =>
        {
            Pass(2);
            if (step < 4) { return; }
            Pass(5);
            Rig.Trainable.Validating += TimeSpan.FromSeconds(5);
        };
        Rig.Trainable.OnSave = (_, _) => Pass(1_000);
        Rig.AnswerFails = call =>
        {
            if (call == "finish") { Pass(3); }
            return null;
        };

        await RunAsync();

        // Three states are saved: the best after the first step, one that is due because that took so long, and the last.
        (string State, double Seconds)[] expected =
            [("idle", 0), ("beginning", 7), ("training", 4 * 2), ("validating", 5), ("checkpoint", 3_000), ("reporting", 3)];
        Assert.All(expected, one => Assert.Equal(one.Seconds, Meters.Gauges()[$"sweep.slot.seconds{{state={one.State}}}"]));
    }

    [Fact]
    public async Task PointsMerged_WhileTheDatabaseIsAway_AreCountedAndNoLongerWaitedFor()
    {
        // The rig keeps 64 points: beyond them two become one until 48 are left, 17 fewer.
        using var asked = new ManualResetEventSlim();
        using var away = new ManualResetEventSlim();
        var during = 0.0;
        Rig.Trainable.TotalSteps = 66;
        Rig.Trainable.Metric = "train/loss";
        Rig.ReportFails = _ =>
        {
            asked.Set();
            away.Wait(Token);
            return null;
        };
        Rig.Trainable.OnStep = (_, step) =>
        {
            // The report that is on its way has no points yet.
            asked.Wait(Token);
            if (step < 66) { return; }
            during = Meters.Gauges()["sweep.reports.waiting"];
            away.Set();
        };

        await RunAsync();

        Assert.Equal((17, 65 - 17), (Meters.Sum("sweep.points.merged"), during));
        Assert.StartsWith("Warning: More points wait for the database", Assert.Single(Rig.Lines), StringComparison.Ordinal);
        Assert.Equal(66 - 17, Rig.Reports.Sum(report => report.Points.Length));
    }

    [Fact]
    public async Task Gauges_WhileATrialRuns_ShowItAndAreGoneAfterIt()
    {
        IReadOnlyDictionary<string, double> during = new Dictionary<string, double>();
        Rig.Trainable.OnStep = (_, step) => { if (step == 3) { during = Meters.Gauges(); } };

        await RunAsync();

        Assert.Equal((1, 0), (during["sweep.slots{state=training}"], during["sweep.slots{state=waiting}"]));
        Assert.Equal(0.5, during[$"sweep.trial.progress.ratio{{sweep={_sweep},trial=1}}"]);
        Assert.Equal(2, during[$"sweep.trial.objective{{sweep={_sweep},trial=1}}"]);
        var after = Meters.Gauges();
        Assert.Equal((0, 1), (after["sweep.slots{state=training}"], after["sweep.slots{state=waiting}"]));
        Assert.DoesNotContain(after.Keys, series => series.StartsWith("sweep.trial.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReportsWaiting_WhileTheDatabaseIsAway_CountsThePointsThatItLacks()
    {
        using var away = new ManualResetEventSlim();
        var during = 0.0;
        Rig.ReportFails = _ =>
        {
            away.Wait(Token);
            return null;
        };
        Rig.Trainable.OnStep = (_, step) =>
        {
            if (step < 4) { return; }
            during = Meters.Gauges()["sweep.reports.waiting"];
            away.Set();
        };

        await RunAsync();

        // One point for each of the three steps before.
        Assert.Equal(3, during);
    }

    public async ValueTask InitializeAsync()
    {
        _rig = await SlotRig.CreateAsync();
        _trial = new(await _rig.Store.SubmitAsync(TestStore.Spec(trials: 1, name: _sweep)), 1);
    }

    public ValueTask DisposeAsync() => Rig.DisposeAsync();

    private void Pass(int seconds) => Rig.Store.Clock.Advance(TimeSpan.FromSeconds(seconds));

    private async Task RunAsync() => Assert.Null(await Rig.RunAsync(await Rig.Store.AssignAsync(_trial), Token));
}
