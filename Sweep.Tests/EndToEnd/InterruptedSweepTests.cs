using Microsoft.Extensions.Time.Testing;
using Sweep.Silo.Files;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EndToEnd;

/// <summary>Real processes that are interrupted and killed in mid-sweep.</summary>
[Trait("Category", "Slow")]
public sealed class InterruptedSweepTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Sweep_InterruptedThreeTimesAndKilledOnce_EndsAsTheUndisturbedOneBesideIt()
    {
        var (data, undisturbed) = (Path.Combine(_folder.Path, "data"), Path.Combine(_folder.Path, "undisturbed"));

        // The first epoch has the greatest loss: its checkpoint must survive everything that comes.
        string[] run =
        [
            "run", TinyGrid.Write(_folder.Path), "--set", "trial.epochs=24", "--set", "objective={ metric: val/loss, goal: maximize }",
        ];
        await using var beside = SiloProcess.Start([.. run, "--data", undisturbed, "--slots", "2"]);

        await InterruptAsync(data, [.. run, "--data", data, "--slots", "1"]);
        var again = await SiloProcess.RunAsync([.. run, "--data", data]);
        Assert.Equal(2, again.ExitCode);
        Assert.Contains($"'resume tiny --data {data}' finishes it", again.OneLine, StringComparison.Ordinal);
        await InterruptAsync(data, "resume", "tiny", "--slots", "1", "--data", data);
        await KillAsync(data);
        await InterruptAsync(data, "resume", "tiny", "--slots", "1", "--data", data);
        var finished = await SiloProcess.RunAsync("resume", "tiny", "--data", data);

        Assert.True(finished.ExitCode == 0, finished.ToString());
        Assert.Equal(0, (await beside.EndAsync()).ExitCode);
        Assert.Equal(await Exported.ResultsAsync(undisturbed), await Exported.ResultsAsync(data));
        Assert.Equal(await Exported.CheckpointsAsync(undisturbed), await Exported.CheckpointsAsync(data));
        Assert.Empty(Directory.GetFiles(data, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Run_InterruptedTwice_EndsAtOnce()
    {
        // A step of this network takes far longer than the test waits for its end.
        string[] heavy = ["trial.rnn_size=2048", "trial.batch_size=512", "trial.sequence_length=60", "trial.epochs=100"];
        await using var process = SiloProcess.Start(
            [
                "run", TinyGrid.Write(_folder.Path), "--slots", "1", "--data", Path.Combine(_folder.Path, "data"),
                .. heavy.SelectMany(set => new[] { "--set", set }),
            ]);
        await process.LineAsync("started");
        await process.SignalAsync("INT");
        await process.LineAsync("once more ends at once");

        var ended = await process.SignalAndEndAsync("INT");

        Assert.Equal(130, ended.ExitCode);
        Assert.DoesNotContain("Stopped.", ended.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Ctrl+C as soon as the process has made an epoch.</summary>
    private static async Task InterruptAsync(string data, params string[] args)
    {
        await using var process = SiloProcess.StartResting(args);
        await process.LineAsync(" epoch ");
        var ended = await process.SignalAndEndAsync("INT");
        Assert.True(ended.ExitCode == 130, ended.ToString());
        Assert.Contains($"Stopped. To go on: resume tiny --data {data}", ended.ErrorLines);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(data, "checkpoints", "tiny"), "step-*.safetensors", SearchOption.AllDirectories));
    }

    /// <summary>kill -9, which leaves no stale lock behind.</summary>
    private static async Task KillAsync(string data)
    {
        await using var process = SiloProcess.StartResting("resume", "tiny", "--slots", "1", "--data", data);
        await process.LineAsync(" epoch ");
        Assert.Equal(137, (await process.SignalAndEndAsync("KILL")).ExitCode);
        var watch = await SiloProcess.RunAsync("watch", "tiny", "--data", data);
        Assert.Contains($"is paused, so it does not train. To go on: resume tiny --data {data}", watch.Error, StringComparison.Ordinal);
        new DataFolder(data).Hold(new FakeTimeProvider()).Dispose();
    }
}
