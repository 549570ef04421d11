using Sweep.Client.Verbs;
using Sweep.Tests.EndToEnd;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EventFiles;

/// <summary>What real trials log, by the whole program.</summary>
[Trait("Category", "Slow")]
public sealed class EventFilesOfRealSweepsTests : IDisposable
{
    private const int MostScalarTags = 30;

    private static readonly string[] _expected = ["train/loss", "val/loss", "hparam/best_val_loss", "hparam/diverged"];

    private readonly TempFolder _folder = new();

    private string SweepFolder => Path.Combine(_folder.Path, "data", "logs", "tiny");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Trials_OfASweep_HaveFewScalarTagsAndSoundFiles()
    {
        await RunAsync("run", TinyGrid.Write(_folder.Path));

        var trials = Directory.GetDirectories(SweepFolder, "trial-*");
        Assert.Equal(2, trials.Length);
        foreach (var trial in trials)
        {
            EventFileReader.RequireSound(trial);
            var run = EventFileReader.ReadRun(trial);
            var scalars = run.SelectMany(record => record.Values)
                .Where(value => value.Scalar is not null).Select(value => value.Tag).Distinct().ToList();
            Assert.InRange(scalars.Count, 1, MostScalarTags);
            Assert.Empty(_expected.Except(scalars));
            Assert.Contains("| attempt | 1 |", run.Value("environment").Tensor.Text(8), StringComparison.Ordinal);
            // Each has a cell of its own.
            Assert.Single(run, record => record.Graph is not null);
        }
    }

    [Fact]
    public async Task ExtendedSweep_WhenItRunsAgain_ShowsTheNewValuesAmongItsColumns()
    {
        var grid = TinyGrid.Write(_folder.Path);
        await RunAsync("run", grid, "--set", "trial.epochs=1");
        Assert.Equal(["gru", "lstm"], Cells());

        await RunAsync("extend", "tiny", grid, "--set", "trial.epochs=1", "--set", "grid.cell=[gru, lstm, basic]");
        await RunAsync("resume", "tiny");

        Assert.Equal(["gru", "lstm", "basic"], Cells());
        Assert.Equal(3, Directory.GetDirectories(SweepFolder, "trial-*").Length);
    }

    private IEnumerable<string> Cells() =>
        EventFileReader.ReadRun(SweepFolder).Value("_hparams_/experiment").Content.Message(2).Messages(4).First()
            .Message(5).Messages(1).Select(value => value.Text(3));

    private async Task RunAsync(params string[] args)
    {
        var ended = await EmbeddedProgram.RunAsync([.. args, "--data", Path.Combine(_folder.Path, "data")]);
        Assert.True(ended.ExitCode == CommandLine.Done, ended.ToString());
    }
}
