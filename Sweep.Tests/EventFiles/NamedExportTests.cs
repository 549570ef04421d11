using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Trials;
using Sweep.Silo.EventFiles;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EventFiles;

/// <summary>Exports that name the runs by what varies, and that link to Grafana.</summary>
public sealed class NamedExportTests : IAsyncLifetime, IProgress<EventFileExportState>
{
    private EventFileRig? _rig;
    private Guid _sweep;

    private EventFileRig Rig => _rig ?? throw new InvalidOperationException("The test has not begun.");

    private string Out => Rig.FolderOf("out");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Export_ByValues_NamesTheRunsAndLinksThem()
    {
        await ExportAsync(new(Out, Follows: false) { NamesValues = true, Grafana = GrafanaAddress.TryParse("http://grafana") });

        Assert.Equal(["trial-0001,rnn_size=1", "trial-0002,rnn_size=2"], Runs());
        var run = EventFileReader.ReadRun(Path.Combine(Out, "sizes", "trial-0002,rnn_size=2"));
        Assert.Equal([(1L, 1f), (2, 2), (3, 3)], run.Series("val/loss"));
        Assert.EndsWith(
            "?var-sweep=sizes&var-trial=2", run.Value("_hparams_/session_start_info").Content.Message(3).Text(3), StringComparison.Ordinal);
    }

    // Two folders of one trial would be two runs.
    [Fact]
    public async Task Export_UnderOtherNamesThanBefore_RenamesTheRuns()
    {
        await ExportAsync(new(Out, Follows: false));
        await ExportAsync(new(Out, Follows: false) { NamesValues = true });
        Assert.Equal(["trial-0001,rnn_size=1", "trial-0002,rnn_size=2"], Runs());

        await ExportAsync(new(Out, Follows: false));
        Assert.Equal(["trial-0001", "trial-0002"], Runs());
        Assert.Equal(EventFileRig.Expected(3), EventFileRig.Shown(Out, 2));
        Assert.Single(EventFileReader.Files(EventFileRig.Trial(Out, 2)));
    }

    [Fact]
    public async Task Export_ByValuesWhereASiloTrains_IsRefused()
    {
        var live = Path.Combine(EventFileRig.Trial(Out, 2), EventFileName.Create(1, "silo", 1, 1));
        Directory.CreateDirectory(Path.GetDirectoryName(live)!);
        File.WriteAllText(live, "");

        var error = await Assert.ThrowsAsync<SherlockException>(() => ExportAsync(new(Out, Follows: false) { NamesValues = true }));
        Assert.Contains("files of a silo that trains", error.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(live));
    }

    public async ValueTask InitializeAsync()
    {
        _rig = await EventFileRig.CreateAsync();
        _sweep = await Rig.Store.SubmitAsync(TestStore.Spec());
        var (logs, _) = Rig.Silo("logs");
        foreach (var number in new[] { 1, 2 }) { await Rig.TrainAsync(logs, new(_sweep, number), TrialStatus.Completed, null); }
    }

    public ValueTask DisposeAsync() => Rig.DisposeAsync();

    void IProgress<EventFileExportState>.Report(EventFileExportState value)
    {
    }

    private IEnumerable<string?> Runs() =>
        Directory.GetDirectories(Path.Combine(Out, "sizes"), "trial-*").Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private async Task ExportAsync(EventFileExportRequest request)
    {
        using var export = new EventFileExport(
            Rig.Store.Reader, EventFileRig.RunningSweep(_sweep), request, new(), new FakeVectors(), Rig.Store.Clock);
        Assert.Equal(2, (await export.WriteAsync(this, Token)).Ended);
    }
}
