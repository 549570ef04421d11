using Sweep.Grains.Trials;
using Sweep.Silo.EventFiles;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EventFiles;

/// <summary>Log folders that cannot be written, are taken away, or lack what other machines wrote.</summary>
public sealed class AttemptEventFileOutageTests : IAsyncLifetime
{
    private EventFileRig? _rig;
    private TrialId _trial;

    private EventFileRig Rig => _rig ?? throw new InvalidOperationException("The test has not begun.");

    private string Logs => Rig.FolderOf("logs");

    [Theory]
    [InlineData("file")]
    [InlineData("dangling link")]
    public async Task Write_WhereTheFolderCannotBe_IsOneWarningAndCompleteOnceItCan(string obstacle)
    {
        if (obstacle == "file") { File.WriteAllText(Logs, ""); }
        else { File.CreateSymbolicLink(Logs, Rig.FolderOf("nowhere")); }
        var (logs, lines) = Rig.Silo("logs");
        var assignment = await Rig.Store.AssignAsync(_trial);
        using var log = await logs.OpenAsync(assignment, EventFileRig.Vectors(0));

        for (var step = 1; step <= 3; step++)
        {
            await Rig.StepAsync(log, assignment, step);
            Rig.Store.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Contains("trial 1", Assert.Single(lines.Warnings), StringComparison.Ordinal);
        log.Show(EventFileRig.Vectors(7));
        File.Delete(Logs);
        await Rig.StepAsync(log, assignment, 4);
        await Rig.StepAsync(log, assignment, 5);
        log.Flush();

        Assert.Equal(EventFileRig.Expected(5), EventFileRig.Shown(Logs));
        Assert.Equal("word-of-7", EventFileRig.Word(Logs));
        Assert.True(lines.Complete.IsCompletedSuccessfully);
        Assert.Single(lines.Warnings);
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("moved")]
    [InlineData("moved and copied back")]
    public async Task Flush_OfAFileThatWasTakenAway_IsNoticedAndAllOfItWrittenAgain(string fate)
    {
        var (logs, lines) = Rig.Silo("logs");
        var assignment = await Rig.Store.AssignAsync(_trial);
        using var log = await logs.OpenAsync(assignment, null);
        await Rig.StepAsync(log, assignment, 1);
        log.Flush();
        await Rig.StepAsync(log, assignment, 2);

        TakeAway(fate);
        log.Flush();
        await Rig.StepAsync(log, assignment, 3);
        Assert.Contains("deleted or moved", Assert.Single(lines.Warnings), StringComparison.Ordinal);
        Rig.Store.Clock.Advance(TimeSpan.FromSeconds(1));
        await Rig.StepAsync(log, assignment, 4);
        log.End(TrialStatus.Completed, null);

        Assert.Equal(EventFileRig.Expected(4), EventFileRig.Shown(Logs));
        Assert.Single(EventFileReader.Files(EventFileRig.Trial(Logs)));
        Assert.Contains(EventFileRig.Read(Logs).SelectMany(record => record.Values), value => value.Tag == "_hparams_/session_end_info");
        Assert.True(File.Exists(Directory.GetFiles(Path.Combine(Logs, "sizes"), "*experiment*").Single()));
    }

    [Fact]
    public async Task Open_OnAMachineThatLacksTheEarlierPart_BeginsWithItFromTheDatabase()
    {
        await AttemptAsync(Rig.Silo("one").Logs, from: 1, to: 4, checkpoint: 2);
        await AttemptAsync(Rig.Silo("two").Logs, from: 3, to: 6, checkpoint: 6);
        await AttemptAsync(Rig.Silo("one").Logs, from: 7, to: 8, checkpoint: 8);

        Assert.Equal(EventFileRig.Expected(6), EventFileRig.Shown(Rig.FolderOf("two")));
        Assert.Equal(EventFileRig.Expected(8), EventFileRig.Shown(Rig.FolderOf("one")));
    }

    [Fact]
    public async Task Open_OnAMachineThatHasTheEarlierPart_GoesOnBehindIt()
    {
        await AttemptAsync(Rig.Silo("one").Logs, from: 1, to: 4, checkpoint: 2);
        await AttemptAsync(Rig.Silo("one").Logs, from: 3, to: 5, checkpoint: 5);

        Assert.Equal(EventFileRig.Expected(5), EventFileRig.Shown(Rig.FolderOf("one")));
        Assert.Equal(
            [3L],
            EventFileReader.Read(EventFileReader.Files(EventFileRig.Trial(Rig.FolderOf("one")))[^1])
                .Where(record => record.SessionStatus is 1).Select(record => record.Step));
    }

    [Fact]
    public async Task Restore_WhichFailsAgainAndAgain_LeavesNoFilesBehind()
    {
        var (logs, _) = Rig.Silo("logs");
        var assignment = await Rig.Store.AssignAsync(_trial);
        using var log = await logs.OpenAsync(assignment, null);
        await Rig.StepAsync(log, assignment, 1);
        Directory.Delete(Logs, recursive: true);
        log.Flush();
        await Rig.Store.QueryAsync("ALTER TABLE metrics RENAME TO gone");
        for (var turn = 0; turn < 3; turn++)
        {
            Rig.Store.Clock.Advance(TimeSpan.FromMinutes(1));
            await log.WriteAsync([], []);
        }

        Assert.Empty(EventFileReader.Files(EventFileRig.Trial(Logs)));
        await Rig.Store.QueryAsync("ALTER TABLE gone RENAME TO metrics");
        Rig.Store.Clock.Advance(TimeSpan.FromMinutes(1));
        await log.WriteAsync([], []);
        Assert.Equal(EventFileRig.Expected(1), EventFileRig.Shown(Logs));
    }

    [Fact]
    public async Task Restored_Records_CarryTheTimesAtWhichTheyWereStored()
    {
        var (logs, _) = Rig.Silo("logs");
        var assignment = await Rig.Store.AssignAsync(_trial);
        using var log = await logs.OpenAsync(assignment, null);
        Directory.Delete(Logs, recursive: true);
        log.Flush();
        Rig.Store.Clock.Advance(TimeSpan.FromSeconds(0.5));
        await Rig.StepAsync(log, assignment, 1);
        Rig.Store.Clock.Advance(TimeSpan.FromSeconds(100));
        await Rig.StepAsync(log, assignment, 2);

        var times = EventFileRig.Read(Logs).Where(record => record.Step > 0)
            .Select(record => record.WallTime - (TestStore.Start - DateTimeOffset.UnixEpoch).TotalSeconds);
        Assert.Equal([0.5, 100.5], times);

        // HParamsPluginData: session_start_info 3 { start_time_secs 5 }.
        var session = EventFileRig.Read(Logs).Value("_hparams_/session_start_info").Content.Message(3);
        Assert.Equal((TestStore.Start - DateTimeOffset.UnixEpoch).TotalSeconds, session.Double(5));
    }

    public async ValueTask InitializeAsync()
    {
        _rig = await EventFileRig.CreateAsync();
        _trial = new(await Rig.Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
    }

    public ValueTask DisposeAsync() => Rig.DisposeAsync();

    private void TakeAway(string fate)
    {
        var elsewhere = Rig.FolderOf("elsewhere");
        switch (fate)
        {
            case "deleted":
                Directory.Delete(Logs, recursive: true);
                break;
            case "moved":
                Directory.Move(Logs, elsewhere);
                break;
            default:
                Directory.Move(Logs, elsewhere);
                Directory.CreateDirectory(EventFileRig.Trial(Logs));
                var file = Assert.Single(EventFileReader.Files(EventFileRig.Trial(elsewhere)));
                File.Copy(file, Path.Combine(EventFileRig.Trial(Logs), Path.GetFileName(file)));
                break;
        }
    }

    /// <summary>An attempt that stores and logs steps and is handed back with a checkpoint.</summary>
    private async Task AttemptAsync(EventFileWriters logs, long from, long to, long checkpoint)
    {
        var assignment = await Rig.Store.AssignAsync(_trial);
        Assert.Equal(from - 1, assignment.Checkpoint?.Step ?? 0);
        using var log = await logs.OpenAsync(assignment, null);
        for (var step = from; step <= to; step++)
        {
            await Rig.StepAsync(log, assignment, step);
            if (step == checkpoint)
            {
                await Rig.Store.Trials.ReportAsync(
                    _trial,
                    TestStore.Report(assignment.Attempt, step) with { Checkpoint = new(step, $"step-{step}", 1) },
                    TestContext.Current.CancellationToken);
            }
        }

        await Rig.Store.Trials.HandBackAsync(_trial, assignment.Attempt, null, TestContext.Current.CancellationToken);
    }
}
