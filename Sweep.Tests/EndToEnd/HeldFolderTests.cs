using System.Globalization;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EndToEnd;

/// <summary>What other processes may do in a data folder where one trains.</summary>
[Trait("Category", "Slow")]
public sealed class HeldFolderTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private SiloProcess? _running;

    private string Data => Path.Combine(_folder.Path, "data");

    private SiloProcess Running => _running ?? throw new InvalidOperationException("The test has not begun.");

    [Fact]
    public async Task Train_WhereAnotherProcessTrains_SaysWhoHoldsTheFolder()
    {
        var grid = TinyGrid.Write(_folder.Path);
        string[][] commands =
        [
            ["run", grid, "--data", Data, "--set", "trial.epochs=100000"],
            ["run", grid, "--data", Data],
        ];

        foreach (var command in commands)
        {
            var ended = await SiloProcess.RunAsync(command);

            Assert.Equal(3, ended.ExitCode);
            Assert.Contains(
                string.Create(CultureInfo.InvariantCulture, $"{Data} is in use by process {Running.Id} on "),
                ended.OneLine,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Resume_WhereAnotherProcessTrains_LeavesTheTrainingToIt()
    {
        await SiloProcess.RunAsync("pause", "tiny/2", "--data", Data);

        var ended = await SiloProcess.RunAsync("resume", "tiny/2", "--data", Data);

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Contains("The process that trains in the data folder goes on with it.", ended.ErrorLines);
        var trial = await EmbeddedProgram.JsonAsync("show", "tiny/2", "--json", "--data", Data);
        Assert.Equal(nameof(TrialStatus.Pending), (string)trial["status"]!);
    }

    [Fact]
    public async Task Read_WhereAnotherProcessTrains_ShowsWhatThereIs()
    {
        var sweep = (await EmbeddedProgram.JsonAsync("list", "--json", "--data", Data))[0]!;
        var trial = await EmbeddedProgram.JsonAsync("show", "tiny/1", "--json", "--data", Data);
        var best = await EmbeddedProgram.JsonAsync("best", "tiny", "--json", "--data", Data);

        Assert.Equal((nameof(SweepStatus.Running), 1), ((string)sweep["status"]!, (int)sweep["counts"]![nameof(TrialStatus.Running)]!));
        Assert.NotEmpty(Exported.Points(trial, "train/loss"));
        Assert.Equal(nameof(TrialStatus.Running), (string)best[0]!["status"]!);
    }

    [Fact]
    public async Task Cancel_OfASweepThatAnotherProcessTrains_EndsBothThatProcessAndItsWatcher()
    {
        await using var watcher = SiloProcess.Start("watch", "tiny", "--data", Data);
        await watcher.LineAsync(" epoch ");

        var cancel = await SiloProcess.RunAsync("cancel", "tiny", "--data", Data);

        Assert.True(cancel.ExitCode == 0, cancel.ToString());
        Assert.Contains("tiny was cancelled.", (await Running.EndAsync()).ErrorLines);
        await watcher.EndAsync();
        var sweep = (await EmbeddedProgram.JsonAsync("list", "--json", "--data", Data))[0]!;
        Assert.Equal(("Cancelled", 2), ((string)sweep["status"]!, (int)sweep["counts"]!["Cancelled"]!));
    }

    public async ValueTask InitializeAsync()
    {
        _running = SiloProcess.StartResting(
            "run", TinyGrid.Write(_folder.Path), "--data", Data, "--slots", "1", "--set", "trial.epochs=100000");
        await _running.LineAsync("tiny/1 epoch ");
    }

    public async ValueTask DisposeAsync()
    {
        await Running.DisposeAsync();
        _folder.Dispose();
    }
}
