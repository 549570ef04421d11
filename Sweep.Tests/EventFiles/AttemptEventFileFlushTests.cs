using Sweep.Grains.Trials;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EventFiles;

/// <summary>When what was logged is there to be read.</summary>
public sealed class AttemptEventFileFlushTests : IAsyncLifetime
{
    private EventFileRig? _rig;
    private TrialId _trial;

    private EventFileRig Rig => _rig ?? throw new InvalidOperationException("The test has not begun.");

    private string Logs => Rig.FolderOf("logs");

    [Fact]
    public async Task Write_OfAnEpochsEnd_IsSeenAtOnce()
    {
        var assignment = await Rig.Store.AssignAsync(_trial);
        using var log = await Rig.Silo("logs").Logs.OpenAsync(assignment, null);
        await Rig.StepAsync(log, assignment, 1);
        Assert.Empty(EventFileRig.Shown(Logs));

        await log.WriteAsync([new("epoch", 2, 1)], []);

        Assert.Equal([(2L, 1f)], EventFileRig.Read(Logs).Series("train/epoch"));
        Assert.Equal([(1L, 2f)], EventFileRig.Read(Logs).Series("train/loss"));
    }

    [Fact]
    public async Task Write_OfNothing_ShowsWhatHasWaitedForFiveSeconds()
    {
        var assignment = await Rig.Store.AssignAsync(_trial);
        using var log = await Rig.Silo("logs").Logs.OpenAsync(assignment, null);
        await Rig.StepAsync(log, assignment, 1);
        Rig.Store.Clock.Advance(TimeSpan.FromSeconds(4));
        await log.WriteAsync([], []);
        Assert.Empty(EventFileRig.Shown(Logs));

        Rig.Store.Clock.Advance(TimeSpan.FromSeconds(1));
        await log.WriteAsync([], []);

        Assert.Equal(EventFileRig.Expected(1), EventFileRig.Shown(Logs));
    }

    [Fact]
    public async Task Open_WhereOnlyTheSweepsRecordCannotBeWritten_IsNotCompleteBeforeItIs()
    {
        var record = Path.Combine(Logs, "sizes", "events.out.tfevents.0000000000.experiment.sherlock");
        Directory.CreateDirectory(record);
        var (logs, lines) = Rig.Silo("logs");
        var assignment = await Rig.Store.AssignAsync(_trial);
        using var log = await logs.OpenAsync(assignment, null);
        await Rig.StepAsync(log, assignment, 1);
        Assert.Contains("HParams columns", Assert.Single(lines.Warnings), StringComparison.Ordinal);
        Assert.False(lines.Complete.IsCompleted);

        Directory.Delete(record);
        Rig.Store.Clock.Advance(TimeSpan.FromMinutes(1));
        await log.WriteAsync([], []);

        Assert.True(File.Exists(record));
        Assert.Equal(EventFileRig.Expected(1), EventFileRig.Shown(Logs));
        Assert.True(lines.Complete.IsCompletedSuccessfully);
    }

    public async ValueTask InitializeAsync()
    {
        _rig = await EventFileRig.CreateAsync();
        _trial = new(await Rig.Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
    }

    public ValueTask DisposeAsync() => Rig.DisposeAsync();
}
