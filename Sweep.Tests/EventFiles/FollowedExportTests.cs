using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Trials;
using Sweep.Silo.EventFiles;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EventFiles;

/// <summary>An export that looks again and again, into a folder that others may touch.</summary>
public sealed class FollowedExportTests : IAsyncLifetime, IProgress<EventFileExportState>
{
    private readonly FakeVectors _vectors = new();
    private EventFileRig? _rig;
    private Guid _sweep;
    private int _looks;

    private EventFileRig Rig => _rig ?? throw new InvalidOperationException("The test has not begun.");

    private string Out => Rig.FolderOf("out");

    private TrialId Trial => new(_sweep, 1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Export_OfATrialThatOnlyWaits_WritesAndFetchesNothingMore()
    {
        await TrainAsync(2);
        await Rig.Store.Trials.HandBackAsync(Trial, 1, null, Token);
        using var export = Export();
        await export.WriteAsync(this, Token);
        var before = Content();

        for (var look = 0; look < 3; look++) { await export.WriteAsync(this, Token); }

        Assert.Equal(before, Content());
        Assert.Equal(1, _vectors.Reads);
    }

    [Fact]
    public async Task Export_OfAPausedSweep_LooksOnlyAtTheTrialsThatCanChange()
    {
        await TrainAsync(2);
        await Rig.Store.Trials.HandBackAsync(Trial, 1, null, Token);
        await Rig.Store.QueryAsync("UPDATE sweeps SET status = 'Paused'");
        using var export = Export();
        await export.WriteAsync(this, Token);
        Assert.Equal(3, _looks);

        await export.WriteAsync(this, Token);

        Assert.Equal(3 + 1, _looks);
    }

    [Fact]
    public async Task Export_OfATrialThatEndedAndIsTrainedAgain_HasBothAttempts()
    {
        await TrainAsync(2);
        await EndAsync(1, TrialStatus.Diverged);
        using var export = Export();
        var first = await export.WriteAsync(this, Token);
        await Rig.Store.QueryAsync("UPDATE trials SET status = 'Pending' WHERE number = 1");
        await TrainAsync(4, from: 3, attempt: 2);
        var second = await export.WriteAsync(this, Token);
        await EndAsync(2, TrialStatus.Completed);

        var third = await export.WriteAsync(this, Token);

        Assert.Equal((1, 0, 1), (first.Ended, second.Ended, third.Ended));
        Assert.Equal(EventFileRig.Expected(4), EventFileRig.Shown(Out));
    }

    [Fact]
    public async Task Export_WhoseFileIsTakenAway_SaysSoAndWritesAllOfItTheNextTime()
    {
        await TrainAsync(2);
        using var export = Export();
        await export.WriteAsync(this, Token);
        Directory.Delete(Out, recursive: true);
        await StoreAsync(3, attempt: 1);
        await Assert.ThrowsAsync<SherlockException>(() => export.WriteAsync(this, Token));

        await export.WriteAsync(this, Token);

        Assert.Equal(EventFileRig.Expected(3), EventFileRig.Shown(Out));
        Assert.Single(EventFileReader.Files(EventFileRig.Trial(Out)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Export_WhereASiloWrites_IsRefusedInOneLineAndTouchesNothing(int trial)
    {
        await TrainAsync(2);
        var live = Path.Combine(Directory.CreateDirectory(EventFileRig.Trial(Out, trial)).FullName, EventFileName.Create(1, "silo", 17, 1));
        await File.WriteAllTextAsync(live, "mine", Token);
        using var export = Export();

        var error = await Assert.ThrowsAsync<SherlockException>(() => export.WriteAsync(this, Token));

        Assert.Contains(live, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal([(live, Convert.ToHexString("mine"u8))], Content());
    }

    [Fact]
    public async Task Export_WhereASiloBeginsToWriteMeanwhile_TouchesNothingOfIt()
    {
        using var export = Export();
        await export.WriteAsync(this, Token);
        await TrainAsync(2);
        var live = Path.Combine(Directory.CreateDirectory(EventFileRig.Trial(Out)).FullName, EventFileName.Create(1, "silo", 17, 1));
        await File.WriteAllTextAsync(live, "mine", Token);

        await Assert.ThrowsAsync<SherlockException>(() => export.WriteAsync(this, Token));

        Assert.Equal([live], EventFileReader.Files(EventFileRig.Trial(Out)));
    }

    public async ValueTask InitializeAsync()
    {
        _rig = await EventFileRig.CreateAsync();
        _sweep = await Rig.Store.SubmitAsync(TestStore.Spec(trials: 3));
    }

    public ValueTask DisposeAsync() => Rig.DisposeAsync();

    void IProgress<EventFileExportState>.Report(EventFileExportState value) => _looks++;

    /// <summary>All files of the export, each with its content.</summary>
    private IEnumerable<(string Path, string Content)> Content() =>
        [.. Directory.GetFiles(Out, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => (path, Convert.ToHexString(EventFile.Bytes(path))))];

    private EventFileExport Export() =>
        new(Rig.Store.Reader, EventFileRig.RunningSweep(_sweep, trials: 3), new(Out, Follows: true), new(), _vectors, Rig.Store.Clock);

    private async Task TrainAsync(long to, long from = 1, int attempt = 1)
    {
        Assert.Equal(attempt, (await Rig.Store.AssignAsync(Trial)).Attempt);
        for (var step = from; step <= to; step++) { await StoreAsync(step, attempt); }
    }

    private async Task StoreAsync(long step, int attempt) =>
        await Rig.Store.Trials.ReportAsync(
            Trial, EventFileRig.Report(attempt, step) with { Checkpoint = new(step, $"step-{step}", 1) }, Token);

    private async Task EndAsync(int attempt, TrialStatus status) =>
        Assert.Equal(status, await Rig.Store.Trials.FinishAsync(Trial, attempt, new(status), Token));
}
