using System.Text.Json.Nodes;
using Sweep.Tests.EndToEnd;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Commands;

/// <summary>Whole sweeps of commands, by the command line.</summary>
[Trait("Category", "Slow")]
public sealed class CommandSweepTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_OfTheSample_TrainsAllTrialsAndRanksThem()
    {
        using var sweep = new QuadraticSweep(updates: 20);
        var data = sweep.Data("data");

        var ended = await SiloProcess.RunAsync([.. sweep.Run, "--data", data]);

        Assert.True(ended.ExitCode == 0, ended.ToString());
        var trials = Exported.Trials(await EmbeddedProgram.JsonAsync("export", "quadratic", "--format", "json", "--data", data));
        Assert.Equal(6, trials.Count);
        Assert.All(trials, trial => Assert.Equal(Enumerable.Range(1, 20).Select(step => (long)step), Steps(trial, "loss")));
        Assert.All(trials, trial => Assert.Equal("Completed", $"{trial["status"]}"));
    }

    [Fact]
    public async Task Sample_StoppedHalfway_ResumesExactly()
    {
        using var sweep = new QuadraticSweep(updates: 50);

        var ended = await SiloProcess.RunAsync("trainables", "check", sweep.Grid);

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Contains("command resumes exactly: trained to step", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_OfAFailedTrial_IsShown()
    {
        var data = Path.Combine(_folder.Path, "data");
        var grid = Write("[sh, -c, \"echo to the output; echo to the error >&2; exit 3\"]");

        var ended = await SiloProcess.RunAsync("run", grid, "--data", data);
        var log = await SiloProcess.RunAsync("show", "shells/1", "--log", "--data", data);

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("The command failed with exit code 3: to the error", ended.Error + ended.Out, StringComparison.Ordinal);
        Assert.Equal(["to the error", "to the output"], log.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
        Assert.Equal("shells/1, attempt 3:", log.OneLine);
    }

    [Fact]
    public async Task Attempt_AfterOneThatFailed_ContinuesFromItsLastCheckpoint()
    {
        const string Script = """
            [ -z "$SHERLOCK_RESUME" ] || { echo '{"step": 2, "loss": 2}' >> "$SHERLOCK_REPORT"; exit 0; }
            mkdir "$SHERLOCK_CHECKPOINT/one"; echo '{"step": 1, "loss": 1, "checkpoint": "one"}' >> "$SHERLOCK_REPORT"; exit 3
            """;
        var data = Path.Combine(_folder.Path, "data");
        var grid = Write("[sh, train.sh]");
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "train.sh"), Script, TestContext.Current.CancellationToken);

        var ended = await SiloProcess.RunAsync("run", grid, "--data", data);

        Assert.True(ended.ExitCode == 0, ended.ToString());
        var trial = Assert.Single(Exported.Trials(await EmbeddedProgram.JsonAsync("export", "shells", "--format", "json", "--data", data)));
        Assert.Equal([1, 2], Steps(trial, "loss"));
    }

    [Theory]
    [InlineData("[pythn3, train.py]", ":3:3: trainable: found 'pythn3', which is no program on PATH")]
    [InlineData("python3 train.py", ":3:12: trainable.command: found 'python3 train.py'; allowed: a list of words")]
    public async Task Run_OfACommandThatIsWrong_IsRefusedWithItsPlace(string command, string error)
    {
        var grid = Write(command);

        var ended = await SiloProcess.RunAsync("run", grid, "--data", Path.Combine(_folder.Path, "data"));

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(grid + error, ended.OneLine, StringComparison.Ordinal);
    }

    private static IEnumerable<long> Steps(JsonNode trial, string metric) =>
        Exported.Points(trial, metric).Select(point => point.Step);

    private string Write(string command)
    {
        var path = Path.Combine(_folder.Path, "shells.yaml");
        File.WriteAllText(path, $"name: shells\ntrainable:\n  command: {command}\n  metrics: {{ loss: minimize }}\n");
        return path;
    }
}
