using System.Diagnostics.Metrics;
using Sweep.Grains.Trials;
using Sweep.Silo.EventFiles;
using Sweep.Tests.Slots;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EventFiles;

/// <summary>Trials that ended when their files could not be written.</summary>
public sealed class EventFileRestorerTests : IAsyncLifetime
{
    private EventFileRig? _rig;
    private Guid _sweep;

    private EventFileRig Rig => _rig ?? throw new InvalidOperationException("The test has not begun.");

    private string Logs => Rig.FolderOf("logs");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TrialsThatEnded_WhenTheFolderIsBack_GetTheirFilesAndTheirEnd()
    {
        File.WriteAllText(Logs, "");
        var (logs, lines) = Rig.Silo("logs");
        using var restorer = Restorer(logs, lines);
        await Rig.TrainAsync(logs, new(_sweep, 1), TrialStatus.Completed, null);
        await Rig.TrainAsync(logs, new(_sweep, 2), TrialStatus.Diverged, "The loss is NaN.");
        await restorer.StartAsync(Token);
        Assert.Single(lines.Warnings);

        File.Delete(Logs);
        await lines.Complete;

        foreach (var trial in new[] { 1, 2 })
        {
            Assert.Equal(EventFileRig.Expected(3), EventFileRig.Shown(Logs, trial));
            Assert.Equal("word-of-3", EventFileRig.Word(Logs, trial));
        }

        Assert.Equal([(3L, 0f)], EventFileRig.Read(Logs, 1).Series("hparam/diverged"));
        Assert.Equal([(3L, 1f)], EventFileRig.Read(Logs, 2).Series("hparam/diverged"));
        Assert.Contains("The loss is NaN.", EventFileRig.Read(Logs, 2).Value("ending").Tensor.Text(8), StringComparison.Ordinal);
        await restorer.StopAsync(Token);
        Assert.Single(lines.Warnings);
    }

    [Fact]
    public async Task Stop_WithTrialsToComplete_TriesOnceMore()
    {
        File.WriteAllText(Logs, "");
        var (logs, lines) = Rig.Silo("logs");
        using var restorer = new EventFileRestorer(
            logs, Rig.Store.Reader, new FakeVectors { Fails = new Silo.Contracts.UnusableCheckpointException("far away") },
            Rig.Store.Clock, lines);
        await Rig.TrainAsync(logs, new(_sweep, 1), TrialStatus.Completed, null);
        await restorer.StartAsync(Token);
        File.Delete(Logs);

        await restorer.StopAsync(Token);

        Assert.Equal(EventFileRig.Expected(3), EventFileRig.Shown(Logs));
        Assert.Empty(logs.Lost.ToRestore());
    }

    [Fact]
    public async Task TrialsWhoseFilesWentWithTheFolder_AreWrittenAgainToo()
    {
        var (logs, lines) = Rig.Silo("logs");
        using var restorer = Restorer(logs, lines);
        await Rig.TrainAsync(logs, new(_sweep, 1), TrialStatus.Completed, null);
        var assignment = await Rig.Store.AssignAsync(new(_sweep, 2));
        using var log = await logs.OpenAsync(assignment, null);
        await Rig.StepAsync(log, assignment, 1);
        Directory.Delete(Logs, recursive: true);
        log.Flush();
        Assert.Equal([new TrialId(_sweep, 1)], logs.Lost.ToRestore().Select(ended => ended.Trial));

        await restorer.StopAsync(Token);

        Assert.Equal(EventFileRig.Expected(3), EventFileRig.Shown(Logs));
    }

    [Fact]
    public async Task TrialThatWasRetriedMeanwhile_IsLeftToItsNewAttempt()
    {
        File.WriteAllText(Logs, "");
        var (logs, lines) = Rig.Silo("logs");
        using var restorer = Restorer(logs, lines);
        await Rig.TrainAsync(logs, new(_sweep, 1), TrialStatus.Diverged, "NaN");
        await Rig.Store.QueryAsync("UPDATE trials SET status = 'Running' WHERE number = 1");
        File.Delete(Logs);

        await restorer.StopAsync(Token);

        Assert.False(Directory.Exists(EventFileRig.Trial(Logs)));
        Assert.Empty(logs.Lost.ToRestore());
    }

    [Fact]
    public async Task EachFailure_OfFiles_IsCounted()
    {
        var errors = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if ((instrument.Meter.Name, instrument.Name) == ("Sweep.Logs", "sweep.event_file.errors"))
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref errors, value));
        listener.Start();
        File.WriteAllText(Logs, "");

        await Rig.TrainAsync(Rig.Silo("logs").Logs, new(_sweep, 1), TrialStatus.Completed, null);

        Assert.True(Interlocked.Read(ref errors) >= 1);
    }

    public async ValueTask InitializeAsync()
    {
        _rig = await EventFileRig.CreateAsync();
        _sweep = await Rig.Store.SubmitAsync(TestStore.Spec(trials: 2));
    }

    public ValueTask DisposeAsync() => Rig.DisposeAsync();

    private EventFileRestorer Restorer(EventFileWriters logs, SaidLines lines) =>
        new(logs, Rig.Store.Reader, new FakeVectors(), new ImpatientTime(), lines);
}
