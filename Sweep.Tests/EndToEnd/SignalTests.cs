using Sweep.Tests.Cluster;
using Sweep.Tests.Layers;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EndToEnd;

/// <summary>The signals that end a process, beside Ctrl+C.</summary>
[Trait("Category", "Slow")]
public sealed class SignalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    [Theory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("QUIT")]
    public async Task Run_OnASignalToEnd_WritesCheckpointsAndSaysHowToGoOn(string signal)
    {
        await using var run = Start();
        await run.LineAsync("tiny/1 epoch ");

        await run.SignalAsync(signal);

        var ended = await run.EndAsync();
        Assert.True(ended.ExitCode == 130, ended.ToString());
        Assert.Contains($"Stopped. To go on: resume tiny --data {Data}", ended.ErrorLines);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(Data, "checkpoints", "tiny"), "step-*.safetensors", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Run_WhoseTerminalIsGoneUnderNohup_GoesOn()
    {
        await using var run = Start("nohup");
        await run.LineAsync("tiny/1 epoch 1/");

        await run.SignalAsync("HUP");

        await run.LineAsync("tiny/1 epoch 3/");
        await run.SignalAsync("TERM");
        Assert.Equal(130, (await run.EndAsync()).ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    private GuardedProcess Start(params string[] prefix) => GuardedProcess.Start(
        _folder.Path,
        new Dictionary<string, string> { [StartupHook.Variable.Name] = StartupHook.Variable.Value },
        [
            .. prefix, "dotnet", ProgramFiles.Silo, "run", TinyGrid.Write(_folder.Path),
            "--data", Data, "--slots", "1", "--set", "trial.epochs=100000",
        ]);
}
