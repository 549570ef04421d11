using Sweep.Grains.Trials;
using Sweep.Silo.EventFiles;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EventFiles;

/// <summary>The files of a trial that early stopping holds after three steps.</summary>
public sealed class HeldEventFileTests : IAsyncLifetime
{
    private EventFileRig? _rig;
    private TrialId _trial;

    private EventFileRig Rig => _rig ?? throw new InvalidOperationException("The test has not begun.");

    private string Logs => Rig.FolderOf("logs");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Curve_OfATrialThatGoesOn_IsOneLineWithoutAnEndBetween()
    {
        var (logs, _) = Rig.Silo("logs");
        await HoldAsync(logs);
        await Rig.Store.QueryAsync("UPDATE trials SET status = 'Pending'");

        var assignment = await Rig.Store.AssignAsync(_trial);
        Assert.Equal((2, 3), (assignment.Attempt, assignment.Checkpoint!.Step));
        using (var log = await logs.OpenAsync(assignment, null))
        {
            for (var step = 4; step <= 5; step++) { await Rig.StepAsync(log, assignment, step); }
        }

        Assert.Equal(EventFileRig.Expected(5), EventFileRig.Shown(Logs));
        Assert.DoesNotContain(EventFileRig.Read(Logs, 1).SelectMany(record => record.Values), value => value.Tag == "ending");
        EventFileReader.RequireSound(EventFileRig.Trial(Logs));
    }

    [Fact]
    public async Task End_OfATrialThatIsPrunedWhileItIsHeld_IsWrittenBehindItsCurve()
    {
        var (logs, lines) = Rig.Silo("logs");
        using var restorer = new EventFileRestorer(logs, Rig.Store.Reader, new FakeVectors(), Rig.Store.Clock, lines);
        await HoldAsync(logs);
        await logs.EndHeldAsync(Token);
        Assert.DoesNotContain(EventFileRig.Read(Logs, 1).SelectMany(record => record.Values), value => value.Tag == "ending");

        await Rig.Store.QueryAsync("UPDATE trials SET status = 'Pruned', reason = 'nothing could be promoted any more'");
        await Rig.Store.QueryAsync("UPDATE sweeps SET status = 'Completed'");
        await restorer.StopAsync(Token);

        Assert.Equal(EventFileRig.Expected(3), EventFileRig.Shown(Logs));
        var run = EventFileRig.Read(Logs, 1);
        Assert.Equal("**Pruned**: nothing could be promoted any more", run.Value("ending").Tensor.Text(8));
        Assert.Equal([(3L, 0f)], run.Series("hparam/diverged"));
        Assert.Single(run.SelectMany(record => record.Values), value => value.Tag == "_hparams_/session_end_info");
        EventFileReader.RequireSound(EventFileRig.Trial(Logs));
    }

    [Fact]
    public async Task End_OfATrialThatAnotherSiloTrainedSince_IsLeftToThatSilo()
    {
        var (logs, _) = Rig.Silo("logs");
        await HoldAsync(logs);
        await Rig.Store.QueryAsync("UPDATE trials SET status = 'Pruned', attempt = 2");
        await Rig.Store.QueryAsync("UPDATE sweeps SET status = 'Completed'");

        await logs.EndHeldAsync(Token);

        Assert.DoesNotContain(EventFileRig.Read(Logs, 1).SelectMany(record => record.Values), value => value.Tag == "ending");
    }

    public async ValueTask InitializeAsync()
    {
        _rig = await EventFileRig.CreateAsync();
        _trial = new(await Rig.Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
    }

    public ValueTask DisposeAsync() => Rig.DisposeAsync();

    private async Task HoldAsync(EventFileWriters logs)
    {
        var assignment = await Rig.Store.AssignAsync(_trial);
        using var log = await logs.OpenAsync(assignment, null);
        for (var step = 1; step <= 3; step++) { await Rig.StepAsync(log, assignment, step); }
        await Rig.Store.Trials.SaveCheckpointAsync(_trial, 1, new(3, "step-3", 1), null, Token);
        Assert.Equal(TrialStatus.Held, await Rig.Store.Trials.HoldAsync(_trial, 1, Token));
        log.Hold();
    }
}
