using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;
using Sweep.Silo.EventFiles;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EventFiles;

/// <summary>TensorBoard's files of a whole sweep, written from the database.</summary>
public sealed class EventFileExportTests : IAsyncLifetime, IProgress<EventFileExportState>
{
    private readonly FakeVectors _vectors = new();
    private EventFileRig? _rig;
    private Guid _sweep;
    private Action<EventFileExportState> _onProgress = _ => { };

    private EventFileRig Rig => _rig ?? throw new InvalidOperationException("The test has not begun.");

    private string Out => Rig.FolderOf("out");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Export_OfASweepInTheMiddle_HasAllThatWasStored()
    {
        await TrainAsync(1, 1, 3, TrialStatus.Completed);
        await TrainAsync(2, 1, 2, null);

        var state = await ExportAsync();

        Assert.Equal(new(SweepStatus.Running, 3, 3, 2, 1), state);
        Assert.Equal(EventFileRig.Expected(3), EventFileRig.Shown(Out));
        Assert.Equal(EventFileRig.Expected(2), EventFileRig.Shown(Out, 2));
        Assert.Equal(("word-of-3", "word-of-2"), (EventFileRig.Word(Out), EventFileRig.Word(Out, 2)));
        Assert.Equal((true, false), (HasEnd(1), HasEnd(2)));
        Assert.Equal("hparams", EventFileRig.Read(Out).Value("_hparams_/session_start_info").Plugin);
        Assert.Equal("hparams", EventFileReader.ReadRun(Path.Combine(Out, "sizes")).Value("_hparams_/experiment").Plugin);
        Assert.False(Directory.Exists(EventFileRig.Trial(Out, 3)));
    }

    [Fact]
    public async Task Export_Twice_ShowsNoStepTwiceAndKeepsForeignFiles()
    {
        await TrainAsync(1, 1, 2, null);
        Directory.CreateDirectory(EventFileRig.Trial(Out));
        string[] foreign = [Path.Combine(Out, "mine.txt"), Path.Combine(EventFileRig.Trial(Out), "notes.md")];
        foreach (var path in foreign) { File.WriteAllText(path, "mine"); }
        await ExportAsync();
        await StoreAsync(1, 3, 4);
        await EndAsync(1, TrialStatus.Completed);

        await ExportAsync();
        await ExportAsync();

        Assert.Equal(EventFileRig.Expected(4), EventFileRig.Shown(Out));
        Assert.Single(EventFileReader.Files(EventFileRig.Trial(Out)));
        Assert.All(foreign, path => Assert.Equal("mine", File.ReadAllText(path)));
    }

    [Fact]
    public async Task Export_ThatFollows_WritesOnlyWhatIsNewUntilTheSweepIsFinished()
    {
        await TrainAsync(1, 1, 2, null);
        using var export = Export(follows: true);
        var first = await export.WriteAsync(this, Token);
        await StoreAsync(1, 3, 3);
        await TrainAsync(2, 1, 1, TrialStatus.Diverged);
        await export.WriteAsync(this, Token);
        Assert.Equal(EventFileRig.Expected(3), EventFileRig.Shown(Out));
        await EndAsync(1, TrialStatus.Completed);
        await TrainAsync(3, 1, 5, TrialStatus.Completed);
        await Rig.Store.Sweeps.CompleteAsync(_sweep, Token);

        var last = await export.WriteAsync(this, Token);

        Assert.Equal((SweepStatus.Running, 1, 0), (first.Status, first.Written, first.Ended));
        Assert.Equal((SweepStatus.Completed, 3, 3), (last.Status, last.Written, last.Ended));
        Assert.Equal(EventFileRig.Expected(3), EventFileRig.Shown(Out));
        Assert.Equal(EventFileRig.Expected(5), EventFileRig.Shown(Out, 3));
        Assert.All(Enumerable.Range(1, 3), trial =>
        {
            Assert.Single(EventFileReader.Files(EventFileRig.Trial(Out, trial)));
            Assert.True(HasEnd(trial));
        });
    }

    [Fact]
    public async Task Export_OfATrialThatWaitsMeanwhile_GoesOnInAFileBehind()
    {
        await TrainAsync(1, 1, 2, null);
        using var export = Export(follows: true);
        await Rig.Store.Trials.HandBackAsync(new(_sweep, 1), 1, null, Token);
        await export.WriteAsync(this, Token);
        await TrainAsync(1, 3, 4, TrialStatus.Completed, attempt: 2);

        await export.WriteAsync(this, Token);

        Assert.Equal(EventFileRig.Expected(4), EventFileRig.Shown(Out));
        Assert.Equal(2, EventFileReader.Files(EventFileRig.Trial(Out)).Length);
    }

    [Fact]
    public async Task Export_ThatIsInterrupted_LeavesEachTrialWholeOrAsItWas()
    {
        await TrainAsync(1, 1, 3, TrialStatus.Completed);
        await TrainAsync(2, 1, 3, TrialStatus.Completed);
        using var stop = new CancellationTokenSource();
        _onProgress = _ => stop.Cancel();
        var export = Export(follows: false);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => export.WriteAsync(this, stop.Token));
        export.Dispose();

        Assert.Equal(EventFileRig.Expected(3), EventFileRig.Shown(Out));
        Assert.True(HasEnd(1));
        Assert.False(Directory.Exists(EventFileRig.Trial(Out, 2)));
    }

    [Fact]
    public async Task Export_WhileTheDatabaseIsAway_GoesOnLaterWithoutAGap()
    {
        await TrainAsync(1, 1, 3, TrialStatus.Completed);
        using var export = Export(follows: false);
        await Rig.Store.QueryAsync("ALTER TABLE summaries RENAME TO gone");
        await Assert.ThrowsAnyAsync<Exception>(() => export.WriteAsync(this, Token));
        await Rig.Store.QueryAsync("ALTER TABLE gone RENAME TO summaries");
        await export.WriteAsync(this, Token);

        Assert.Equal(EventFileRig.Expected(3), EventFileRig.Shown(Out));
        Assert.Single(EventFileReader.Files(EventFileRig.Trial(Out)));
    }

    [Fact]
    public async Task Export_WhereVectorsAreFarAway_WritesTheRestAndSaysSo()
    {
        await TrainAsync(1, 1, 2, TrialStatus.Completed);
        _vectors.Fails = new UnusableCheckpointException("It is a file of another machine.");
        var state = await ExportAsync();

        Assert.Equal((1, "It is a file of another machine."), (state.WithoutVectors, state.VectorProblem));
        Assert.Equal(EventFileRig.Expected(2), EventFileRig.Shown(Out));
    }

    [Fact]
    public async Task Export_ToAFile_IsOneClearLine()
    {
        await File.WriteAllTextAsync(Out, "", Token);
        var error = await Assert.ThrowsAsync<SherlockException>(ExportAsync);

        Assert.StartsWith($"The export to '{Out}' cannot go on: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    public async ValueTask InitializeAsync()
    {
        _rig = await EventFileRig.CreateAsync();
        _sweep = await Rig.Store.SubmitAsync(TestStore.Spec(trials: 3));
    }

    public ValueTask DisposeAsync() => Rig.DisposeAsync();

    void IProgress<EventFileExportState>.Report(EventFileExportState value) => _onProgress(value);

    private bool HasEnd(int trial) =>
        EventFileRig.Read(Out, trial).SelectMany(record => record.Values).Any(value => value.Tag == "_hparams_/session_end_info");

    private EventFileExport Export(bool follows) =>
        new(Rig.Store.Reader, EventFileRig.RunningSweep(_sweep, trials: 3), new(Out, follows), new(), _vectors, Rig.Store.Clock);

    private async Task<EventFileExportState> ExportAsync()
    {
        using var export = Export(follows: false);
        return await export.WriteAsync(this, Token);
    }

    private async Task TrainAsync(int trial, long from, long to, TrialStatus? end, int attempt = 1)
    {
        Assert.Equal(attempt, (await Rig.Store.AssignAsync(new(_sweep, trial))).Attempt);
        await StoreAsync(trial, from, to, attempt);
        if (end is { } status) { await EndAsync(trial, status, attempt); }
    }

    private async Task StoreAsync(int trial, long from, long to, int attempt = 1)
    {
        for (var step = from; step <= to; step++)
        {
            await Rig.Store.Trials.ReportAsync(
                new(_sweep, trial), EventFileRig.Report(attempt, step) with { Checkpoint = new(step, $"step-{step}", 1) }, Token);
        }
    }

    private async Task EndAsync(int trial, TrialStatus status, int attempt = 1) =>
        Assert.Equal(status, await Rig.Store.Trials.FinishAsync(new(_sweep, trial), attempt, new(status), Token));
}
