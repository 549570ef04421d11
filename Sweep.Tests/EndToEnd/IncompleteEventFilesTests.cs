using Sweep.Tests.EventFiles;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EndToEnd;

/// <summary>Real processes whose log folder is in the way, goes away, or is somewhere else.</summary>
[Trait("Category", "Slow")]
public sealed class IncompleteEventFilesTests : IDisposable
{
    private static readonly string[] _trials = ["trial-0001", "trial-0002"];

    private readonly TempFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    private string Logs => Path.Combine(Data, "logs");

    private string Exported => Path.Combine(_folder.Path, "exported");

    [Fact]
    public async Task Run_WithLogsThatCannotBeWrittenAtFirst_EndsWellAndWithAllFiles()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Logs, "in the way", TestContext.Current.CancellationToken);
        await using var run = Run();
        await run.LineAsync("warning: TensorBoard files");
        await run.LineAsync(" epoch ");
        File.Delete(Logs);

        var ended = await run.EndAsync();

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Single(ended.ErrorLines, line => line.StartsWith("warning: ", StringComparison.Ordinal));
        await RequireCompleteAsync();
    }

    [Fact]
    public async Task Run_WhoseLogsAreDeletedMeanwhile_EndsWellAndWithAllFiles()
    {
        await using var run = Run();
        await run.LineAsync(" epoch ");
        Directory.Delete(Logs, recursive: true);

        var ended = await run.EndAsync();

        Assert.True(ended.ExitCode == 0, ended.ToString());
        await RequireCompleteAsync();
    }

    [Fact]
    public async Task Export_ThatFollowsARun_EndsWithItAndHasWhatTheRunLogged()
    {
        await using var run = Run();
        await run.LineAsync(" epoch ");
        await using var export = SiloProcess.Start(
            "export", "tiny", "--format", "tensorboard", "--out", Exported, "--follow", "--data", Data);
        await using var interrupted = SiloProcess.Start(
            "export", "tiny", "--format", "tensorboard", "--out", Path.Combine(_folder.Path, "interrupted"), "--follow", "--data", Data);
        await interrupted.LineAsync("Following");
        var cut = await interrupted.SignalAndEndAsync("TERM");
        Assert.Equal(0, (await run.EndAsync()).ExitCode);

        var ended = await export.EndAsync();

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal(130, cut.ExitCode);
        foreach (var trial in _trials)
        {
            Assert.Equal(Series(Logs, trial), Series(Exported, trial));
            var part = Path.Combine(_folder.Path, "interrupted", "tiny", trial);
            if (Directory.Exists(part)) { EventFileReader.RequireSound(part); }
        }
    }

    public void Dispose() => _folder.Dispose();

    private SiloProcess Run() =>
        SiloProcess.StartResting("run", TinyGrid.Write(_folder.Path), "--set", "trial.epochs=20", "--data", Data, "--slots", "2");

    /// <summary>The log folder shows what the database has.</summary>
    private async Task RequireCompleteAsync()
    {
        var export = await SiloProcess.RunAsync("export", "tiny", "--format", "tensorboard", "--out", Exported, "--data", Data);
        Assert.True(export.ExitCode == 0, export.ToString());
        foreach (var trial in _trials)
        {
            var expected = Series(Exported, trial);
            Assert.NotEmpty(expected);
            Assert.Equal(expected, Series(Logs, trial));
            Assert.True(File.Exists(Path.Combine(Logs, "tiny", trial, "projector_config.pbtxt")));
        }
    }

    /// <summary>Everything that a trial's folder shows of its steps, each once, and how it ended.</summary>
    private static List<string> Series(string logs, string trial) =>
    [
        .. EventFileReader.ReadRun(Path.Combine(logs, "tiny", trial))
            .SelectMany(
                record => record.Values.Where(value => value.Tag != "environment"),
                (record, value) => $"{record.Step} {value.Tag} {value.Scalar}")
            .Order(StringComparer.Ordinal),
    ];
}
