using Sweep.Grains.Sweeps;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Verbs;

public sealed class ExportLogsTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public ExportLogsTests() => Some.Fill(_rig.Source);

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Export_AsTensorBoard_WritesOnceAndSaysWhere()
    {
        _rig.Backend.Looks.Enqueue(new(SweepStatus.Running, 2, 2, 2, 1, 1, "It is gone."));

        Assert.Equal(0, await _rig.RunAsync("export", "sizes", "--format", "tensorboard", "--out", "there"));

        Assert.Equal(new("there", Follows: false), _rig.Backend.LogRequest);
        Assert.Equal(["export sizes", "close export", "dispose"], _rig.Backend.Calls);
        Assert.Equal(
            """
            The projector lacks the words of 1 trial: It is gone.
            Wrote 2 of 2 trials, 1 of them to their end. To see them: tensorboard --logdir there/sizes

            """,
            _rig.Error);
        Assert.Empty(_rig.Out);
    }

    [Fact]
    public async Task Export_ThatFollows_LooksUntilTheSweepIsFinished()
    {
        _rig.Backend.Looks.Enqueue(new(SweepStatus.Running, 2, 2, 1, 0));
        _rig.Backend.Looks.Enqueue(new(SweepStatus.Paused, 2, 2, 2, 1));
        _rig.Backend.Looks.Enqueue(new(SweepStatus.Completed, 2, 2, 2, 2));

        var run = _rig.RunAsync("export", "sizes", "--format", "tensorboard", "--out", "there", "--follow");
        await Patience.UntilAsync("ended", () => IsOverAsync(run), isOver => isOver);

        Assert.Equal(0, await run);

        Assert.Single(_rig.Backend.Looks);
        Assert.Contains("0 of them to their end. Following; Ctrl+C ends it.", _rig.Error, StringComparison.Ordinal);
        Assert.EndsWith(
            "Wrote 2 of 2 trials, 2 of them to their end. To see them: tensorboard --logdir there/sizes\n",
            _rig.Error,
            StringComparison.Ordinal);
    }

    private async Task<bool> IsOverAsync(Task run)
    {
        await _rig.WaitAsync(TimeSpan.FromSeconds(5));
        return run.IsCompleted;
    }

    [Theory]
    [InlineData("error: --format tensorboard needs --out: the folder for the files.", "--format", "tensorboard")]
    [InlineData("error: --follow is for --format tensorboard.", "--follow")]
    [InlineData("error: --name-values is for --format tensorboard.", "--name-values", "--json")]
    [InlineData("error: --grafana is for --format tensorboard.", "--grafana", "http://localhost:3000")]
    [InlineData(
        "error: --grafana is 'grafana'; allowed: Grafana's address, such as http://localhost:3000.",
        "--format", "tensorboard", "--out", "x", "--grafana", "grafana")]
    [InlineData("error: --json and --format tensorboard exclude each other.", "--format", "tensorboard", "--json", "--out", "x")]
    public async Task Export_WithOptionsThatDoNotGoTogether_IsOneClearLine(string expected, params string[] options)
    {
        Assert.Equal(2, await _rig.RunAsync(["export", "sizes", .. options]));
        Assert.Equal(expected + "\n", _rig.Error);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("http://there:3000/", "http://elsewhere", "http://there:3000")]
    [InlineData(null, "https://elsewhere/grafana", "https://elsewhere/grafana")]
    [InlineData(null, " ", null)]
    public async Task Export_WithGrafanasAddress_TakesTheNearest(string? option, string? variable, string? expected)
    {
        _rig.Backend.Looks.Enqueue(new(SweepStatus.Completed, 2, 2, 2, 2));
        if (variable is not null) { _rig.Variables["SHERLOCK_GRAFANA"] = variable; }
        string[] given = option is null ? [] : ["--grafana", option];

        Assert.Equal(0, await _rig.RunAsync(["export", "sizes", "--format", "tensorboard", "--out", "there", "--name-values", .. given]));
        Assert.True(_rig.Backend.LogRequest!.NamesValues);
        var link = expected is null ? null : expected + "/d/sherlock-trial/sherlock-trial?var-sweep=sizes&var-trial=7";
        Assert.Equal(link, _rig.Backend.LogRequest.Grafana?.Trial("sizes", 7));
    }

    [Fact]
    public async Task Export_ByTheClientAlone_SaysWhichProgramCan()
    {
        _rig.IsReadingOnly = true;

        Assert.Equal(2, await _rig.RunAsync("export", "sizes", "--format", "tensorboard", "--out", "there"));
        Assert.Equal("error: 'export --format tensorboard' needs Sweep.Silo: give it the same command line.\n", _rig.Error);
    }
}
